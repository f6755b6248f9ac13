internal import Model

/// Which two trees a worker is to compare.
struct ComparisonPlan: Codable, Sendable {
  /// One of them.
  struct Side: Codable, Sendable {
    enum Place: Codable, Sendable {
      /// Nowhere: nothing is known but the entries.
      case nowhere
      case directory(String)
      /// A revision of the repository around `repository`; `directory` as in ``CommitContextPlan``.
      case commit(repository: String, revision: String, directory: String?)
    }

    enum Choice: Codable, Sendable {
      /// The context in a checkout.
      case context(ContextChoice)
      /// The files of a directory that match a pattern.
      case output(pattern: String)
      /// Entries that are known already; the place is the context's root.
      case listed([ListedEntry])
      /// Those of a manifest of `lockstep-v1`.
      case manifest(String)
    }

    var place: Place
    var choice: Choice
  }

  var left: Side
  var right: Side
  /// How to read the context of a commit.
  var dockerfile = "Dockerfile"
  var ignoreOverride: IgnoreOverride?
  /// Whether extended attributes are compared where both trees lie on disk.
  var readsAttributes = false
  var threads: Int
}
