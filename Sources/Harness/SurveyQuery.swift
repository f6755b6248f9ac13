public import Model

/// Finds out what `init` wants to know of a repository.
public struct SurveyQuery: Sendable {
  private let client: WorkerClient

  public init(client: WorkerClient) { self.client = client }

  /// Surveys the working tree of the repository around `path`, in a worker process.
  public func survey(_ path: String) async throws(Breakdown) -> RepositorySurvey {
    return try await client.answer(to: .survey(path)) { if case .survey(let answer) = $0 { answer } else { nil } }
  }
}
