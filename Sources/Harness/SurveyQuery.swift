public import Model

/// Finds out what `init` wants to know of a repository.
public struct SurveyQuery: Sendable {
  private let client: WorkerClient

  public init(client: WorkerClient) { self.client = client }

  /// Surveys the working tree of the repository around `path`, in a worker process.
  public func survey(_ path: String) async throws(Breakdown) -> RepositorySurvey {
    switch await client.reply(to: .survey(path), environment: WorkerClient.plainEnvironment) {
    case .survey(let survey): return survey
    case .broken(let breakdown, _): throw breakdown
    default: throw Breakdown(.internal, "the worker answered another question")
    }
  }
}
