public import Model

/// A lockfile with everything that is shown of it.
public struct LockReport: Codable, Hashable, Sendable {
  public var facts: LockFacts
  /// The rule that the freshness was decided by, without what is in the next two.
  public var freshRule: String
  /// The tool and its versions that the rule points to; nil when it points to none.
  public var freshTool: String?
  /// When stale, what in the manifest differs from the lock; one line each.
  public var freshChanges: [String]
  /// Empty when they were not asked for.
  public var packages: [LockedPackage]
  /// What holds for the whole lock, such as indexes; empty when packages were not asked for.
  public var settings: [LockSetting]
  /// What of the project the lock depends on.
  public var references: [LockedReference]
  /// For the targets that were asked about, in their order.
  public var targets: [TargetReport]
  /// `sha256:` and 64 digits.
  public var bytesDigest: String
  /// Nil when the file could not be read.
  public var semanticDigest: String?
}

/// One package of a lockfile as shown.
public struct LockedPackage: Codable, Hashable, Sendable {
  public var ecosystem: String
  public var name: String
  public var version: String
  /// The conda build string.
  @ExplicitNull public var build: String?
  @ExplicitNull public var source: String?
  public var hashes: [String]
  @ExplicitNull public var marker: String?
  public var extras: [String]
  public var groups: [String]
  /// Whether it only limits what others may install.
  public var isConstraint: Bool

  private enum CodingKeys: String, CodingKey {
    case ecosystem, name, version, build, source, hashes, marker, extras, groups
    case isConstraint = "constraint"
  }
}

/// Something a lockfile says about all its packages.
public struct LockSetting: Codable, Hashable, Sendable {
  public var name: String
  public var value: String
  @ExplicitNull public var source: String?
  public var extras: [String]
}

/// A file or folder of the project that a lockfile depends on.
public struct LockedReference: Codable, Hashable, Sendable {
  /// `manifest`, `include`, `package`, `member` or `file`.
  public var kind: String
  public var path: String
  /// Whether the path lies inside the tree.
  public var isInside: Bool
  /// Counted from 1.
  @ExplicitNull public var line: Int?

  private enum CodingKeys: String, CodingKey {
    case kind, path, line
    case isInside = "inside"
  }
}
