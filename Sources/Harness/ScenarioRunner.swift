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
  /// How often a run that broke on the machine is tried again.
  let retries: Int
  /// Decides which waivers hold.
  let today: CalendarDay
  /// Schemes to digest contexts in besides those of the records.
  let newSchemes: Set<String>

  /// `index` tells the scenario's temporary directories from others'.
  func run(_ document: ScenarioDocument, index: Int, runDone: @escaping @Sendable (Int) -> Void) async -> ScenarioResult
  {
    let waiver = document.scenario.waiver
    if waiver?.kind == .skip { return ScenarioResult(notRun: document, .skipped) }
    let result: ScenarioResult
    do throws(Breakdown) {
      let known = try knownRecord(document)
      let subject = Subject(
        document: document, index: index, record: known,
        schemes: try ContextSchemes.wanted(known, newSchemes, file: document.file))
      result = finish(subject, await runs(subject, runDone: runDone))
    } catch {
      result = broken(document, [], error)
    }
    return result.waived(by: waiver, today: today)
  }

  /// What is run, and what is known of it before.
  private struct Subject {
    let document: ScenarioDocument
    let index: Int
    let record: KnownRecord
    /// Further schemes of the context.
    let schemes: [String]
  }

  private func runs(
    _ subject: Subject, runDone: @escaping @Sendable (Int) -> Void
  ) async -> (runs: [RunReport], guilt: [Guilt]) {
    let document = subject.document
    let index = subject.index
    let scenario = document.scenario
    let variations = VariationTable(scenario.vary).variations
    // Runs at a time lie in directories of their own; where the path is not to vary, they take turns in one.
    guard scenario.build == nil || scenario.vary.axes.contains(.path) else {
      var runs: [RunReport] = []
      for variation in variations {
        await slots.acquire()
        runs.append(await run(subject, variation, name: "s\(index)-again"))
        await slots.release()
        runDone(variation.run)
      }
      return (runs, await guilt(subject, runs))
    }
    let runs = await withTaskGroup(of: RunReport.self) { group in
      for variation in variations {
        group.addTask {
          await slots.acquire()
          let report = await run(subject, variation, name: "s\(index)-r\(variation.run)")
          await slots.release()
          runDone(variation.run)
          return report
        }
      }
      var reports: [RunReport] = []
      for await report in group { reports.append(report) }
      return reports.sorted { $0.variation.run < $1.variation.run }
    }
    return (runs, await guilt(subject, runs))
  }

  /// Finds out which conditions make the runs disagree, unless the scenario is there to show just that they do.
  private func guilt(_ subject: Subject, _ runs: [RunReport]) async -> [Guilt] {
    let expect = subject.document.scenario.expect
    let isAsked = expect.verdict != .nondeterministic || expect.causes.contains { $0.hasPrefix(CauseCode.axisPrefix) }
    guard searchBudget > 0, isAsked, runs.allSatisfy({ $0.observation != nil }), Judge.disagree(runs) else { return [] }
    var search = AxisSearch(runs: runs, budget: searchBudget) { variation in
      guard !client.workers.isStopping else { return nil }
      await slots.acquire()
      let report = await run(subject, variation, name: "s\(subject.index)-again")
      await slots.release()
      return report.observation == nil ? nil : report
    }
    return await search.search()
  }

  /// Tries again what broke on the machine; what was observed, and a build that failed, is never tried again.
  private func run(_ subject: Subject, _ variation: Variation, name: String) async -> RunReport {
    var retried: [Breakdown] = []
    while true {
      var report = await attempt(subject, variation, name: name)
      report.retried = retried
      guard case .broken(let breakdown) = report.outcome, retried.count < retries, !client.workers.isStopping,
        breakdown.domain == .environment, breakdown.code == nil || breakdown.code == CauseCode.time
      else { return report }
      retried.append(breakdown)
    }
  }

  private func attempt(_ subject: Subject, _ variation: Variation, name: String) async -> RunReport {
    let document = subject.document
    let start = ContinuousClock.now
    let outcome: RunReport.Outcome
    var variation = variation
    do throws(Breakdown) {
      let (directory, isInMemory) = try space.directory(name, on: variation.value(of: .filesystem))
      defer { TreeRemoval.remove(directory) }
      let plan = RunPlan(
        scenario: document.scenario, variation: variation, directory: directory,
        repositoryPath: repositoryPath(document),
        threads: variation.value(of: .threads).flatMap { Int($0) } ?? threads, isInMemory: isInMemory,
        schemes: subject.schemes)
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
  private func repositoryPath(_ document: ScenarioDocument) -> String {
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

  private func finish(_ subject: Subject, _ outcome: (runs: [RunReport], guilt: [Guilt])) -> ScenarioResult {
    let document = subject.document
    let scenario = document.scenario
    let runs = outcome.runs
    do throws(Breakdown) {
      var judgement = Judge.judge(
        scenario, runs: runs, record: subject.record, guilt: outcome.guilt, newSchemes: newSchemes)
      if judgement.mayRecord, shouldWrite(judgement.record),
        let fingerprints = runs.lazy.compactMap(\.observation).first?.fingerprints
      {
        let record = Record(scenario: scenario.name, fingerprints: fingerprints)
        try RecordStore.write(record, for: document.file)
        judgement = Judge.judge(scenario, runs: runs, record: .read(record))
        return result(document, runs, judgement, record: .written)
      }
      return result(document, runs, judgement, record: judgement.record)
    } catch {
      return broken(document, runs, error)
    }
  }

  private func broken(_ document: ScenarioDocument, _ runs: [RunReport], _ breakdown: Breakdown) -> ScenarioResult {
    let scenario = document.scenario
    return ScenarioResult(
      name: scenario.name, file: document.file, tags: scenario.tags, verdict: .broken,
      expectedVerdict: scenario.expect.verdict, causes: [Cause(breakdown)], runs: runs, record: .notUsed,
      isAsExpected: false, breakdown: breakdown)
  }

  private func knownRecord(_ document: ScenarioDocument) throws(Breakdown) -> KnownRecord {
    guard document.scenario.usesRecord else { return .notUsed }
    do throws(Breakdown) {
      return try RecordStore.read(for: document.file)
    } catch {
      // Whoever accepts replaces what could not be read, but not what a later version wrote.
      if mode == .accept, error.domain == .usage, error.code != CauseCode.recordNewer { return .missing }
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
      isAsExpected: judgement.isAsExpected, mayRecord: judgement.mayRecord, breakdown: judgement.breakdown)
  }
}
