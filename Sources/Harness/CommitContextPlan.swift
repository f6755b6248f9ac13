internal import Model

/// Which context of which commit is wanted, as asked of a worker.
struct CommitContextPlan: Codable, Hashable, Sendable {
  /// A directory inside the repository.
  var repository: String
  var revision: String
  /// The context's root below the repository's, `.` for the root; nil for the place of `repository` in it.
  var directory: String?
  var dockerfile: String
  /// The file with the rules instead of the one that would be found, from the repository's root.
  var chosenIgnoreFile: String? = nil
  /// The rules to use instead of those that would be found, and the name to show for them.
  var ignoreOverride: IgnoreOverride?
  /// The name of the builder whose rules choose the entries.
  var engine: String
  /// Digest schemes to compute beside `lockstep-v1`, by name.
  var schemes: [String]
  /// The platform whose checkout is wanted instead of the one on Linux.
  var platform: Platform? = nil
  var wanted: ContextDetail
  var threads: Int
  /// Where digests of blobs are remembered; nil to remember nothing.
  var cacheDirectory: String?
}

/// How much of a context is asked for.
public enum ContextDetail: String, Codable, Hashable, Sendable {
  case digest
  case entries
}

/// An ignore file given by the user, or known from a compose file.
public struct IgnoreOverride: Codable, Hashable, Sendable {
  /// Empty when there is none, and none is to be looked for.
  public var name: String
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
