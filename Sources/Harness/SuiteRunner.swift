public import Model

/// Runs scenarios, several at once, and keeps their order.
public struct SuiteRunner: Sendable {
  /// What happens while scenarios run, for showing progress.
  public enum Event: Sendable {
    case scenarioStarted(name: String)
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
  /// After so many failures no further scenario is started; nil for no limit.
  public var maximumFailures: Int?
  /// How often a run that broke on the machine is tried again.
  public var retries = 0
  /// What failed before: the codes of the causes by scenario file.
  public var baseline: [String: Set<String>] = [:]
  /// Decides which scenarios are still in quarantine.
  public var today = Today.current
  /// Schemes to digest contexts in besides those of the records, by name.
  public var newSchemes: Set<String> = []

  /// Whether results keep what their fingerprints were made of, which may be many megabytes a scenario. Events always
  /// have it.
  public var keepsManifests = true

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
    let (started, start) = (Today.milliseconds, ContinuousClock.now)
    let space = try RunSpace.make()
    defer { space.remove() }
    // What workers leave that had to be ended must not go on in directories that are removed.
    let orphans = Orphans.adopt()
    defer { orphans.end() }
    let slots = Slots(jobs)
    let totalRuns = documents.reduce(0) { $0 + $1.scenario.vary.runs }
    let runner = ScenarioRunner(
      client: client, space: space, slots: slots, mode: mode,
      threads: max(1, Processors.count / max(1, min(jobs, totalRuns))), searchBudget: searchBudget,
      keepsTrees: keepsTrees, retries: retries, today: today, newSchemes: newSchemes,
      variations: Self.variations(documents))
    let keepsManifests = keepsManifests
    let results = await withTaskGroup(of: (Int, ScenarioResult).self) { group in
      var results: [(Int, ScenarioResult)] = []
      var failures = 0
      var started = 0
      // In their order, and few more than there are runs at a time: what is under way takes room, and when a limit on
      // failures is reached, or somebody has waited long enough, little of it is lost.
      let atOnce = maximumFailures == nil && jobs > 1 ? jobs * 2 : max(1, jobs)
      while true {
        while started < documents.count, started - results.count < atOnce, failures < maximumFailures ?? .max,
          !client.workers.isStopping
        {
          let index = started
          let document = documents[index]
          group.addTask {
            event(.scenarioStarted(name: document.scenario.name))
            let result = await runner.run(document, index: index) { _ in
              event(.runFinished(scenario: document.scenario.name))
            }.forgiven(by: baseline)
            event(.scenarioFinished(result))
            return (index, keepsManifests ? result : result.withoutManifests)
          }
          started += 1
        }
        guard let result = await group.next() else { break }
        results.append(result)
        if result.1.status.isFailure { failures += 1 }
      }
      for index in started..<documents.count {
        let result = ScenarioResult(notRun: documents[index], .notRun)
        event(.scenarioFinished(result))
        results.append((index, result))
      }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return SuiteReport(results: results, started: started, seconds: start.duration(to: .now).seconds)
  }

  /// The conditions of the runs by plan: most scenarios have the same one.
  public static func variations(_ documents: [ScenarioDocument]) -> [VariationPlan: [Variation]] {
    var variations: [VariationPlan: [Variation]] = [:]
    for plan in Set(documents.map(\.scenario.vary)) { variations[plan] = VariationTable(plan).variations }
    return variations
  }
}
