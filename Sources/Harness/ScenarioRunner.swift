internal import Fingerprints
internal import Foundation
internal import Model
internal import Verdicts

/// Runs one scenario: its runs, each in a process of its own, then the verdict and the record.
struct ScenarioRunner: Sendable {
  let client: WorkerClient
  let space: RunSpace
  let slots: Slots
  let mode: RecordMode
  let threads: Int
  /// How many further runs may be made to find out why runs disagree.
  let searchBudget: Int
  /// Whether the trees that explain a difference are kept.
  let keepsTrees: Bool

  /// `index` tells the scenario's temporary directories from others'.
  func run(_ document: ScenarioDocument, index: Int, runDone: @escaping @Sendable (Int) -> Void) async -> ScenarioResult
  {
    let scenario = document.scenario
    let variations = VariationTable(scenario.vary).variations
    // Runs at a time lie in directories of their own; where the path is not to vary, they take turns in one.
    guard scenario.build == nil || scenario.vary.axes.contains(.path) else {
      var runs: [RunReport] = []
      for variation in variations {
        await slots.acquire()
        runs.append(await run(document, variation, name: "s\(index)-again"))
        await slots.release()
        runDone(variation.run)
      }
      return await finish(document, runs, index: index)
    }
    let runs = await withTaskGroup(of: RunReport.self) { group in
      for variation in variations {
        group.addTask {
          await slots.acquire()
          let report = await run(document, variation, name: "s\(index)-r\(variation.run)")
          await slots.release()
          runDone(variation.run)
          return report
        }
      }
      var reports: [RunReport] = []
      for await report in group { reports.append(report) }
      return reports.sorted { $0.variation.run < $1.variation.run }
    }
    return await finish(document, runs, index: index)
  }

  /// Finds out which conditions make the runs disagree, unless the scenario is there to show just that they do.
  private func guilt(_ document: ScenarioDocument, _ runs: [RunReport], index: Int) async -> [Guilt] {
    let expect = document.scenario.expect
    let isAsked = expect.verdict != .nondeterministic || expect.causes.contains { $0.hasPrefix(CauseCode.axisPrefix) }
    guard searchBudget > 0, isAsked, runs.allSatisfy({ $0.observation != nil }), Judge.disagree(runs) else { return [] }
    var search = AxisSearch(runs: runs, budget: searchBudget) { variation in
      guard !client.workers.isStopping else { return nil }
      await slots.acquire()
      let report = await run(document, variation, name: "s\(index)-again")
      await slots.release()
      return report.observation == nil ? nil : report
    }
    return await search.search()
  }

  /// - Parameter keep: what is to become of the run's directory before it is removed.
  func run(
    _ document: ScenarioDocument, _ variation: Variation, name: String, keep: (String) -> Void = { _ in }
  ) async -> RunReport {
    let start = ContinuousClock.now
    let outcome: RunReport.Outcome
    var variation = variation
    do throws(Breakdown) {
      let (directory, isInMemory) = try space.directory(name, on: variation.value(of: .filesystem))
      defer {
        keep(directory)
        TreeRemoval.remove(directory)
      }
      let plan = RunPlan(
        scenario: document.scenario, variation: variation, directory: directory,
        repositoryPath: repositoryPath(document),
        threads: variation.value(of: .threads).flatMap { Int($0) } ?? threads, isInMemory: isInMemory)
      let environment = RunConditions.environment(variation, directory: directory)
      let launch = (RunConditions.launchOptions(variation), directory + "/" + LaunchNotes.workerFile)
      switch await client.reply(to: .run(plan), environment: environment, launch: launch) {
      case .run(let observation, let conditions):
        variation.values = conditions
        outcome = .observed(observation)
      case .broken(let breakdown, let conditions):
        if !conditions.isEmpty { variation.values = conditions }
        outcome = .broken(Self.withoutSandbox(breakdown, directory))
      default: outcome = .broken(Breakdown(.internal, "the worker answered another question"))
      }
    } catch {
      outcome = .broken(error)
    }
    return RunReport(variation: variation, outcome: outcome, seconds: start.duration(to: .now).seconds)
  }

  /// Paths in a scenario start from its file.
  func repositoryPath(_ document: ScenarioDocument) -> String {
    switch document.scenario.repository {
    case .synthetic: ""
    case .repository(let path, _), .workTree(let path):
      path.hasPrefix("/") || document.directory == "." ? path : document.directory + "/" + path
    }
  }

  /// Temporary names change from run to run and tell nobody anything.
  private static func withoutSandbox(_ breakdown: Breakdown, _ directory: String) -> Breakdown {
    Breakdown(
      breakdown.domain, code: breakdown.code, breakdown.message.replacingOccurrences(of: directory, with: "[run]"),
      remedy: breakdown.remedy)
  }

  private func finish(_ document: ScenarioDocument, _ runs: [RunReport], index: Int) async -> ScenarioResult {
    let scenario = document.scenario
    let guilt = await guilt(document, runs, index: index)
    do throws(Breakdown) {
      let known = try knownRecord(document)
      var judgement = Judge.judge(scenario, runs: runs, record: known, guilt: guilt)
      if judgement.mayRecord, shouldWrite(judgement.record),
        let fingerprints = runs.lazy.compactMap(\.observation).first?.fingerprints
      {
        let record = Record(scenario: scenario.name, fingerprints: fingerprints)
        try RecordStore.write(record, for: document.file)
        judgement = Judge.judge(scenario, runs: runs, record: .read(record))
        return result(document, runs, judgement, record: .written)
      }
      let (explanations, kept) = await explanations(document, runs, judgement, known, index: index)
      if !explanations.isEmpty {
        judgement = Judge.judge(scenario, runs: runs, record: known, guilt: guilt, explanations: explanations)
      }
      var result = result(document, runs, judgement, record: judgement.record)
      result.keptTrees = kept
      return result
    } catch {
      return ScenarioResult(
        name: scenario.name, file: document.file, tags: scenario.tags, verdict: .broken,
        expectedVerdict: scenario.expect.verdict,
        causes: [Cause(error)],
        runs: runs, record: .notUsed, isAsExpected: false, breakdown: error)
    }
  }

  private func knownRecord(_ document: ScenarioDocument) throws(Breakdown) -> KnownRecord {
    guard document.scenario.usesRecord else { return .notUsed }
    do throws(Breakdown) {
      return try RecordStore.read(for: document.file)
    } catch {
      // Whoever accepts replaces what could not be read.
      if mode == .accept, error.domain == .usage { return .missing }
      throw error
    }
  }

  private func shouldWrite(_ status: RecordStatus) -> Bool {
    switch (status, mode) {
    case (.missing, .accept), (.missing, .addMissing), (.differs, .accept): true
    default: false
    }
  }

  private func result(
    _ document: ScenarioDocument, _ runs: [RunReport], _ judgement: Judgement, record: RecordStatus
  ) -> ScenarioResult {
    ScenarioResult(
      name: document.scenario.name, file: document.file, tags: document.scenario.tags, verdict: judgement.verdict,
      expectedVerdict: document.scenario.expect.verdict, causes: judgement.causes, runs: runs, record: record,
      isAsExpected: judgement.isAsExpected, breakdown: judgement.breakdown)
  }
}
