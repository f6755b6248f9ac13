/// Which lockfiles are asked about and how much of them, as asked of a worker.
struct LocksPlan: Codable, Hashable, Sendable {
  var source: LocksSource
  /// Whether lockfiles below `node_modules`, `.venv` and the like count as well.
  var includesForeign: Bool
  /// As they were written.
  var targets: [String]
  /// Whether packages and settings are wanted, and not only their number.
  var wantsPackages: Bool
  /// Whether they are compared with each other and with the builds of the tree.
  var checksConsistency: Bool
}
