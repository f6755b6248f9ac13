public import Model

/// Answers questions about the services of compose files.
public struct ComposeQuery: Sendable {
  public var choice: ComposeChoice
  private let client: WorkerClient
  private let threads: Int
  private let cacheDirectory: String?

  public init(choice: ComposeChoice, client: WorkerClient, threads: Int, cacheDirectory: String? = nil) {
    self.choice = choice
    self.client = client
    self.threads = threads
    self.cacheDirectory = cacheDirectory
  }

  /// The services and their contexts, those read that enabled services are built from.
  ///
  /// What is wrong with one context is said there; the others are read all the same.
  /// - Parameter source: the directory that paths are relative to and in which compose files are looked for.
  /// - Throws: ``Breakdown`` when there are no compose files, or none that can be read.
  public func list(_ source: ContextSource) async throws(Breakdown) -> ComposeAnswer {
    guard case .list(let answer) = try await ask(nil, source) else { throw Self.otherQuestion }
    return answer
  }

  /// What the service called `name` is built from, whether a profile enables it or not.
  ///
  /// - Throws: ``Breakdown``; also when there is no such service, or none that is built from a directory.
  public func service(_ name: String, _ source: ContextSource) async throws(Breakdown) -> ServiceBuild {
    guard case .service(let build) = try await ask(name, source) else { throw Self.otherQuestion }
    return build
  }

  private func ask(_ service: String?, _ source: ContextSource) async throws(Breakdown) -> ComposeReply {
    let plan = ComposePlan(
      source: source, choice: choice, service: service, threads: threads, cacheDirectory: cacheDirectory)
    // Nothing of git's objects is touched here, and a process costs more than the answer.
    if case .directory = source {
      do {
        return try ComposeAnswering.answer(plan)
      } catch {
        throw Breakdown(error)
      }
    }
    return try await client.answer(to: .compose(plan)) { if case .compose(let reply) = $0 { reply } else { nil } }
  }

  private static var otherQuestion: Breakdown { Breakdown(.internal, "the worker answered another question") }
}
