public import Model

/// Where lockfiles asked for on the command line lie.
public enum LocksSource: Codable, Hashable, Sendable {
  /// A directory as it is.
  case directory(String)
  /// One file of a directory, whatever its name.
  case file(directory: String, name: String)
  /// A revision of the repository around `repository`, from objects alone. `path`, a directory or a file, is counted
  /// from its root, or when nil the place of `repository` in it; `name` is a file there.
  case commit(repository: String, revision: String, path: String?, name: String?)
}

/// Answers questions about lockfiles outside scenarios.
public struct LocksQuery: Sendable {
  /// Whether lockfiles below `node_modules`, `.venv` and the like count as well.
  public var includesForeign = false
  /// What it is asked about on which targets, such as `py3.11-linux-aarch64`.
  public var targets: [String] = []
  /// Whether packages and settings are wanted.
  public var wantsPackages = true
  /// Whether locks are compared with each other and with the builds of the tree.
  public var checksConsistency = true
  private let client: WorkerClient

  public init(client: WorkerClient) { self.client = client }

  /// The lockfiles of `source`, read in a worker process.
  public func answer(_ source: LocksSource) async throws(Breakdown) -> LocksReport {
    let plan = LocksPlan(
      source: source, includesForeign: includesForeign, targets: targets, wantsPackages: wantsPackages,
      checksConsistency: checksConsistency)
    return try await client.answer(to: .locks(plan)) { if case .locks(let answer) = $0 { answer } else { nil } }
  }
}
