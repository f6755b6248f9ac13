internal import Git
internal import Model

/// What of which tree is to be captured, as asked of a worker.
struct CapturePlan: Codable, Hashable, Sendable {
  enum Subject: Codable, Hashable, Sendable {
    /// A directory as it is, in a repository or not.
    case directory(String)
    /// A clean checkout of a revision of the repository around `repository`; `directory` as in ``CommitContextPlan``.
    case commit(repository: String, revision: String, directory: String?)
  }

  var subject: Subject
  var dockerfile: String
  var ignoreOverride: IgnoreOverride?
  /// Of a commit, whether its entries are wanted; they are all that a difference from it must be held against.
  var wantsEntries = false
  /// Of a directory, whether a clean checkout of its HEAD is wanted, too: it has to be worked out anyway.
  var wantsHead = false
  /// Configuration of git outside of the repository.
  var configuration: [UserRepository.ConfigFile] = []
  var home = "/nonexistent"
  /// Where git looks for ignore and attribute files that no setting names.
  var userFolder: String?
  /// Whether digests that would give secret contents away are left out.
  var guards = false
  /// The words of `--pair`.
  var pair: String?
  var threads: Int
}
