/// Which lockfiles of which commit are wanted, as asked of a worker.
struct CommitLocksPlan: Codable, Hashable, Sendable {
  /// A directory inside the repository.
  var repository: String
  var revision: String
}
