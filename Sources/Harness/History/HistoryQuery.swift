public import Model

/// Answers at which commits a context, a COPY or a lockfile changed.
public struct HistoryQuery: Sendable {
  /// A directory inside the repository.
  public var repository: String
  /// `A..B`, `A..`, `..B`, or `B` for all of its history.
  public var range = "HEAD"
  /// Compare the end of ``range`` with this revision alone; nil to compare each commit with its parent.
  var since: String?
  /// The file with the context's rules instead of the one that would be found, from the repository's root.
  var ignoreFile: String?
  /// The context's root below the repository's; nil for the place of ``repository`` in it.
  public var directory: String?
  public var dockerfile = "Dockerfile"
  public var wantsCopies = false
  public var wantsLocks = false
  public var firstParent = false
  /// How many commits to list at most; nil for all.
  public var limit: Int?
  public var threads = 1
  public var cacheDirectory: String?
  private let client: WorkerClient

  public init(repository: String, client: WorkerClient) {
    self.repository = repository
    self.client = client
  }

  /// The commits, read in a worker process.
  public func answer() async throws(Breakdown) -> HistoryReport {
    let plan = HistoryPlan(
      repository: repository, range: range, since: since, directory: directory, dockerfile: dockerfile,
      ignoreFile: ignoreFile, wantsCopies: wantsCopies, wantsLocks: wantsLocks, firstParent: firstParent, limit: limit,
      threads: threads, cacheDirectory: cacheDirectory)
    return try await client.answer(to: .history(plan)) { if case .history(let report) = $0 { report } else { nil } }
  }
}
