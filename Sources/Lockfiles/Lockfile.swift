public import Fingerprints

/// What a lockfile says, how exactly it says it, and whether it is up to date.
public struct Lockfile: Sendable {
  /// Relative to the tree's root.
  public let path: String
  /// The format's usual file name: `requirements.txt`, `poetry.lock`, …; empty when no format knows the file.
  public let format: String
  /// The version the file states for its own format.
  public let formatVersion: String?
  /// In the order of the file; what is included comes where it is included.
  public let packages: [PinnedPackage]
  /// The worst grade of ``findings``.
  public let grade: Grade
  /// What the lockfile says about all packages or about the choice among them.
  public let facts: [LockFact]
  /// Whether the manifest beside the lock is the one it was made from.
  public let freshness: FreshnessJudgement
  /// What of the project it depends on, in the order of the file.
  public let references: [LockReference]
  /// Whether the format tells on which platforms a package is installed, or from which file.
  public let holdsTargets: Bool
  /// In the order of the file.
  public let findings: [LockFinding]
  /// The digest of the file as it is.
  public let bytes: Fingerprint
  /// The digest of what the file means; nil when the grade is ``Grade/unreadable``.
  public let semantic: Fingerprint?
}
