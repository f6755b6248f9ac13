internal import BuildContext
internal import Fingerprints
public import Model

/// Where lockfiles asked for on the command line lie.
public enum LocksSource: Hashable, Sendable {
  /// A directory as it is.
  case directory(String)
  /// One file of a directory, with its manifests beside it.
  case file(directory: String, name: String)
  case commit(repository: String, revision: String)
}

/// Answers questions about lockfiles outside scenarios.
public struct LocksQuery: Sendable {
  private let client: WorkerClient

  public init(client: WorkerClient) { self.client = client }

  /// The lockfiles of `source` in byte order of their paths; a commit is read in a worker process.
  public func answer(_ source: LocksSource) async throws(Breakdown) -> [LockReport] {
    do {
      switch source {
      case .directory(let path):
        let tree = try DirectoryTree(path)
        return try LockObservation.read(paths: TreeListing.files(of: tree), from: tree).map(LockObservation.report)
      case .file(let directory, let name):
        return try LockObservation.read(paths: [BytePath(name)], from: DirectoryTree(directory))
          .map(LockObservation.report)
      case .commit(let repository, let revision):
        let plan = CommitLocksPlan(repository: repository, revision: revision)
        switch await client.reply(to: .locks(plan), environment: WorkerClient.plainEnvironment) {
        case .locks(let reports): return reports
        case .broken(let breakdown, _): throw breakdown
        default: throw Breakdown(.internal, "the worker answered another question")
        }
      }
    } catch {
      throw Breakdown(error)
    }
  }
}
