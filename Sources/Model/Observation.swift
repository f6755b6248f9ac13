public import Fingerprints

/// What one run saw.
public struct Observation: Hashable, Sendable, Codable {
  /// The commit that was checked out, 40 digits; nil for a plain directory.
  public var commit: String?
  /// In the order `context`, then lockfiles by path.
  public var fingerprints: [Fingerprint]
  /// The digest of the commit's context read from objects alone, when the checkout's differs from it.
  public var disagreeingRoute: Fingerprint?
  /// The commit's context, when the working tree was edited after the checkout.
  public var commitContext: Fingerprint?
  /// That the commit's context was read from git's objects in this suite, and of which tree.
  public var objectContext: ObjectContext?
  public var context: ContextFacts?
  /// Of the entries of the fingerprint `context`.
  public var entryFacts: EntryFacts?
  public var locks: [LockFacts]
  /// The commit's context on other platforms, in the order of the scenario.
  public var platforms: [PlatformFacts] = []
  /// One sentence each, for people.
  public var warnings: [String]

  public init(
    commit: String? = nil, fingerprints: [Fingerprint] = [], disagreeingRoute: Fingerprint? = nil,
    commitContext: Fingerprint? = nil, context: ContextFacts? = nil, locks: [LockFacts] = [],
    warnings: [String] = []
  ) {
    self.commit = commit
    self.fingerprints = fingerprints
    self.disagreeingRoute = disagreeingRoute
    self.commitContext = commitContext
    self.context = context
    self.locks = locks
    self.warnings = warnings
  }
}

extension Observation {
  /// The same with no more of each fingerprint than its digest.
  var withoutManifests: Observation {
    func slim(_ fingerprint: Fingerprint) -> Fingerprint {
      Fingerprint(
        subject: fingerprint.subject, scheme: fingerprint.scheme, digest: fingerprint.digest, text: "")
    }
    var observation = self
    observation.fingerprints = fingerprints.map(slim)
    observation.disagreeingRoute = disagreeingRoute.map(slim)
    observation.commitContext = commitContext.map(slim)
    return observation
  }
}

/// A reading of a commit's context from git's objects.
public struct ObjectContext: Hashable, Sendable, Codable {
  /// In hexadecimal.
  public var tree: String
  public var warnings: [String]

  public init(tree: String, warnings: [String]) {
    self.tree = tree
    self.warnings = warnings
  }
}

/// What is said of a context besides its fingerprint.
public struct ContextFacts: Hashable, Sendable, Codable {
  public var entries: Int
  /// Bytes of all files.
  public var bytes: UInt64
  /// The ignore file that was used, relative to the context's root; nil when there is none.
  public var ignoreFile: String?

  public init(entries: Int, bytes: UInt64, ignoreFile: String?) {
    self.entries = entries
    self.bytes = bytes
    self.ignoreFile = ignoreFile
  }
}

/// What is said of a lockfile besides its fingerprints.
public struct LockFacts: Hashable, Sendable, Codable {
  public var path: String
  public var format: String
  public var formatVersion: String?
  public var packageCount: Int
  /// `A`, `B`, `C` or `U`.
  public var grade: String
  /// `fresh`, `stale` or `unknown`.
  public var freshness: String
  /// The rule the freshness was decided by, or why it cannot be told.
  public var freshnessRule: String
  public var findings: [LockFindingFacts]

  public init(
    path: String, format: String, formatVersion: String?, packageCount: Int, grade: String, freshness: String,
    freshnessRule: String, findings: [LockFindingFacts]
  ) {
    self.path = path
    self.format = format
    self.formatVersion = formatVersion
    self.packageCount = packageCount
    self.grade = grade
    self.freshness = freshness
    self.freshnessRule = freshnessRule
    self.findings = findings
  }
}

/// One remark on a lockfile.
public struct LockFindingFacts: Hashable, Sendable, Codable {
  /// A stable code: `unpinned`, `stale`, `include.missing`, …
  public var code: String
  /// The file it is about, when that is not the lock itself.
  public var file: String?
  /// Counted from 1; nil when it is about the whole file.
  public var line: Int?
  public var message: String

  public init(code: String, file: String? = nil, line: Int?, message: String) {
    self.code = code
    self.file = file
    self.line = line
    self.message = message
  }
}
