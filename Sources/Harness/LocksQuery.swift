public import Model

/// Where lockfiles asked for on the command line lie.
public enum LocksSource: Codable, Hashable, Sendable {
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

  /// The lockfiles of `source` in byte order of their paths, read in a worker process.
  public func answer(_ source: LocksSource) async throws(Breakdown) -> [LockReport] {
    return try await client.answer(to: .locks(source)) { if case .locks(let answer) = $0 { answer } else { nil } }
  }
}
