/// What a scenario asserts besides that all runs agree.
public struct Expectations: Hashable, Sendable, Codable {
  /// The verdict the scenario is written for; another one is a failure.
  public var verdict: Verdict
  /// Paths that must be in the context, as manifests print them; a directory with its slash.
  public var contains: [String]
  /// Paths that must not be in the context; nothing below them either.
  public var excludes: [String]
  /// Digests of the context by scheme.
  public var digests: [String: String]
  /// What must hold of lockfiles, by path from the repository's root.
  public var locks: [LockExpectation]
  /// Whether the working tree's context must equal the commit's, or must not.
  public var workTree: WorkTreeExpectation?
  /// What must hold of platforms, in the order of ``Platform/allCases``; a platform that is not named may differ.
  public var platforms: [PlatformExpectation]
  /// Cause codes that must be among those found, when the expected verdict is not `passed`.
  public var causes: [String]

  public init(
    verdict: Verdict = .passed, contains: [String] = [], excludes: [String] = [],
    digests: [String: String] = [:], locks: [LockExpectation] = [], workTree: WorkTreeExpectation? = nil,
    platforms: [PlatformExpectation] = [], causes: [String] = []
  ) {
    self.verdict = verdict
    self.contains = contains
    self.excludes = excludes
    self.digests = digests
    self.locks = locks
    self.workTree = workTree
    self.platforms = platforms
    self.causes = causes
  }
}

/// How the context of the working tree relates to that of the commit it was checked out from.
public enum WorkTreeExpectation: String, Hashable, Sendable, Codable, CaseIterable {
  case same
  case different
}

/// What must hold of one lockfile; what is nil is not asserted.
public struct LockExpectation: Hashable, Sendable, Codable {
  public var path: String
  public var format: String?
  /// `A`, `B`, `C` or `U`.
  public var grade: String?
  /// `fresh`, `stale` or `unknown`.
  public var freshness: String?
  public var packages: Int?
  /// The digest of the semantic fingerprint.
  public var semantic: String?

  public init(
    path: String, format: String? = nil, grade: String? = nil, freshness: String? = nil, packages: Int? = nil,
    semantic: String? = nil
  ) {
    self.path = path
    self.format = format
    self.grade = grade
    self.freshness = freshness
    self.packages = packages
    self.semantic = semantic
  }
}
