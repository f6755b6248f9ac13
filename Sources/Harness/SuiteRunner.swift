public import Model

/// Runs scenarios, several at once, and keeps their order.
public struct SuiteRunner: Sendable {
  /// What happens while scenarios run, for showing progress.
  public enum Event: Sendable {
    case runFinished(scenario: String)
    case scenarioFinished(ScenarioResult)
  }

  public var jobs: Int
  public var mode: RecordMode
  public var client: WorkerClient
  /// How many further runs a scenario whose runs disagree may make to find out why.
  public var searchBudget: Int
  /// Whether trees that differ are kept for other tools to look at; see ``ScenarioResult/keptTrees``.
  public var keepsTrees = false

  public static let defaultSearchBudget = 40

  /// `jobs` is the number of runs at a time.
  public init(
    jobs: Int, mode: RecordMode, client: WorkerClient, searchBudget: Int = SuiteRunner.defaultSearchBudget
  ) {
    self.searchBudget = searchBudget
    self.jobs = jobs
    self.mode = mode
    self.client = client
  }

  /// Runs all of `documents`; the results come in their order, whatever finished first.
  ///
  /// Once the client's workers are stopped it returns soon, with the temporary directories removed.
  /// - Throws: ``Breakdown`` when no temporary directory can be made.
  public func run(
    _ documents: [ScenarioDocument], event: @escaping @Sendable (Event) -> Void
  ) async throws(Breakdown) -> SuiteReport {
    Sandbox.reapAbandoned()
    let start = ContinuousClock.now
    let space = try RunSpace.make()
    defer { space.remove() }
    let slots = Slots(jobs)
    let totalRuns = documents.reduce(0) { $0 + $1.scenario.vary.runs }
    let runner = ScenarioRunner(
      client: client, space: space, slots: slots, mode: mode,
      threads: max(1, Processors.count / max(1, min(jobs, totalRuns))), searchBudget: searchBudget,
      keepsTrees: keepsTrees)
    let results = await withTaskGroup(of: (Int, ScenarioResult).self) { group in
      for (index, document) in documents.enumerated() {
        group.addTask {
          let result = await runner.run(document, index: index) { _ in
            event(.runFinished(scenario: document.scenario.name))
          }
          event(.scenarioFinished(result))
          return (index, result)
        }
      }
      var results: [(Int, ScenarioResult)] = []
      for await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return SuiteReport(results: results, seconds: start.duration(to: .now).seconds)
  }
}
