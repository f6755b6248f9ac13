/// What is said of the lockfiles of one place.
public struct LocksReport: Codable, Hashable, Sendable {
  /// In byte order of their paths, which are relative to what was asked about.
  public var locks: [LockReport]
  /// The targets that were asked about, in their shortest spelling.
  public var targets: [String]
  /// Whether it is of one file that was named, and not of those found in a directory.
  public var isOfFile: Bool
  /// In which locks, manifests and builds do not agree, by path and line.
  public var consistency: [ConsistencyFacts]
  /// What could not be read, one sentence each.
  public var warnings: [String]
}

/// Something in which a lock and what belongs to it do not agree.
public struct ConsistencyFacts: Codable, Hashable, Sendable {
  /// A stable word: `python.version`, `context.ignored`, …
  public var code: String
  public var path: String
  /// Counted from 1; nil when it is about the whole file.
  @ExplicitNull public var line: Int?
  public var message: String
}
