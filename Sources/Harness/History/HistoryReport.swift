/// The commits at which something changed that a build depends on.
public struct HistoryReport: Codable, Hashable, Sendable {
  /// Newest first.
  public var commits: [HistoryCommit]
  /// How many commits were looked at.
  public var examined: Int
  /// Whether there may be more, because as many were found as were asked for.
  public var isCut: Bool
  public var warnings: [String]
}

/// A commit with what changed there.
public struct HistoryCommit: Codable, Hashable, Sendable {
  /// 40 digits.
  public var id: String
  /// What it was compared with, the first of its parents; nil for a root.
  public var parent: String?
  public var isMerge: Bool
  /// Seconds since 1970, by the committer's clock.
  public var time: Int64
  /// Not escaped.
  public var subject: String
  /// The context first, then the instructions by line, then lockfiles by path; never empty.
  public var changes: [HistoryChange]
}

/// One digest that is another than in the parent.
public struct HistoryChange: Codable, Hashable, Sendable {
  public enum Kind: String, Codable, Hashable, Sendable {
    case context, copy, lock
  }

  /// How many parts differ in one way.
  public struct Count: Codable, Hashable, Sendable {
    /// `added`, `removed`, or the attributes that differ: `content`, `mode`, `version, hashes`.
    public var what: String
    public var count: Int
  }

  /// One part that differs.
  public struct Part: Codable, Hashable, Sendable {
    /// A path or a package, as fingerprints print it.
    public var name: String
    public var change: String
    public var attributes: [String]
    /// What stood there of each attribute, where it can be shown.
    public var before: [String]
    public var after: [String]
  }

  public var kind: Kind
  /// The lockfile's path or the instruction; the context's directory.
  public var subject: String
  /// The instruction's line.
  public var line: Int?
  /// `sha256:` and 64 digits; nil where there was none.
  public var before: String?
  public var after: String?
  /// In the order added, removed, then by what differs.
  public var counts: [Count]
  /// The first ``listedParts`` in byte order of their names.
  public var parts: [Part]
  /// What else explains it: `.dockerignore changed`.
  public var reasons: [String]

  /// More parts than these are counted and not listed.
  public static let listedParts = 200
}
