public import Model

/// What `init` finds in a repository.
public struct RepositorySurvey: Codable, Hashable, Sendable {
  /// The root of the work tree.
  public var root: String
  /// Whether `HEAD` names a commit.
  public var hasCommit: Bool
  /// The contexts that are built, from compose files and Dockerfiles; at least one.
  public var contexts: [SurveyedContext]
  /// Compose files in the root.
  public var composeFiles: [String]
  /// Lockfiles by path, in byte order.
  public var locks: [LockFacts]
  /// What could not be read, one sentence each.
  public var warnings: [String]
}

/// A context that somebody builds.
public struct SurveyedContext: Codable, Hashable, Sendable {
  /// `.` for the root.
  public var directory: String
  /// Relative to the context.
  public var dockerfile: String
  /// The compose service or Dockerfile it was found by.
  public var origin: String
  /// The ignore file that would have to drop the directory `Scenarios` and does not, from the context's root: without
  /// such a line the records in it are part of what they record. Nil where they are not.
  public var ignoreFileWithoutScenarios: String?
}
