public import Fingerprints
public import Model

/// What came of verifying a tag.
public struct ReleaseReport: Sendable {
  /// The full name of the tag's ref.
  public var ref: String
  /// The outermost tag object; nil for a lightweight tag.
  public var object: String?
  /// What it stands for; nil for a tag of a tree or blob.
  public var commit: String?
  public var tree: String?
  /// The commit's time in seconds since 1970: what builds get as SOURCE_DATE_EPOCH.
  public var epoch: Int64?
  /// In the order in which they were made.
  public var checks: [ReleaseCheck]
  /// Of the context, the lockfiles and what was built; empty when nothing was run.
  public var fingerprints: [Fingerprint] = []
  /// Which part of the commit is the context.
  public var context = ContextChoice()
  /// The context's digests in every scheme that has one; empty unless they were asked for.
  public var schemes: [Fingerprint] = []
  /// What differs from an earlier release; nil unless one was named.
  public var changes: ReleaseChanges?
  /// What is said of the lockfiles, by path.
  public var locks: [LockFacts] = []
  /// Of runs that were made.
  public var runCount = 0
  /// What the checks that passed establish.
  public var levels: [String] = []
  /// What was remarked upon on the way.
  public var warnings: [String] = []
  /// Whether the file of tags was written.
  public var hasNewLock = false

  /// Every check that is required was made and passed, and no other failed.
  public var isVerified: Bool {
    checks.allSatisfy { $0.outcome == .ok || $0.outcome == .notChecked && !$0.isRequired }
  }
}
