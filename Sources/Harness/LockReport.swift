public import Model

/// A lockfile with everything that is shown of it.
public struct LockReport: Codable, Hashable, Sendable {
  public var facts: LockFacts
  public var packages: [LockedPackage]
  /// `sha256:` and 64 digits.
  public var bytesDigest: String
  /// Nil when the file could not be read.
  public var semanticDigest: String?
}

/// One package of a lockfile as shown.
public struct LockedPackage: Codable, Hashable, Sendable {
  public var name: String
  public var version: String
  public var source: String?
  public var hashes: [String]
  public var marker: String?
}
