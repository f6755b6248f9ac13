internal import Fingerprints
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
  /// How often a run that broke on the machine is tried again.
  let retries: Int
  /// Decides which waivers hold.
  let today: CalendarDay
  /// Schemes to digest contexts in besides those of the records.
  let newSchemes: Set<String>
  /// The conditions of the runs of each plan.
  let variations: [VariationPlan: [Variation]]
  /// What the runs of this suite have read of commits.
  let known = KnownContexts()

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
      result = await finish(subject, await runs(subject, runDone: runDone))
    } catch {
      result = broken(document, [], error)
    }
    return placed(result, document).waived(by: waiver, today: today)
  }

  /// With where the files lie that causes name.
  private func placed(_ result: ScenarioResult, _ document: ScenarioDocument) -> ScenarioResult {
    var result = result
    result.contextDirectory = document.scenario.context.directory
    let path = repositoryPath(document)
    result.root = path.isEmpty || path.hasPrefix("/") ? nil : BytePath(path).normalised()?.utf8Text
    return result
  }

  /// What is run, and what is known of it before.
  struct Subject {
    var document: ScenarioDocument
    let index: Int
    let record: KnownRecord
    /// Further schemes of the context.
    let schemes: [String]
  }

  private func runs(_ subject: Subject, runDone: @escaping @Sendable (Int) -> Void) async -> [RunReport] {
    let index = subject.index
    let scenario = subject.document.scenario
    let variations = variations[scenario.vary] ?? VariationTable(scenario.vary).variations
    // Runs at a time lie in directories of their own; where the path is not to vary, they take turns in one.
    guard scenario.build == nil || scenario.vary.axes.contains(.path) else {
      var runs: [RunReport] = []
      for variation in variations {
        await passSecond(before: variation, of: variations, scenario)
        await slots.acquire()
        runs.append(await run(subject, variation, name: "s\(index)-again"))
        await slots.release()
        runDone(variation.run)
      }
      return runs
    }
    return await withTaskGroup(of: RunReport.self) { group in
      for variation in variations {
        group.addTask {
          await passSecond(before: variation, of: variations, scenario)
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
  }

  /// Lets a second go by before the last of several builds: what writes down the time must not pass because all of them
  /// fell into one second.
  private func passSecond(before variation: Variation, of variations: [Variation], _ scenario: Scenario) async {
    guard scenario.build != nil, variations.count > 1, variation.run == variations.last?.run,
      !client.workers.isStopping
    else { return }
    try? await Task.sleep(for: .milliseconds(1_010))
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

  private func finish(_ subject: Subject, _ runs: [RunReport]) async -> ScenarioResult {
    let document = subject.document
    let scenario = document.scenario
    let guilt = await guilt(subject, runs)
    func judge(_ record: KnownRecord, _ explanations: [Explanation] = []) -> Judgement {
      Judge.judge(
        scenario, runs: runs, record: record, guilt: guilt, explanations: explanations, newSchemes: newSchemes)
    }
    do throws(Breakdown) {
      var judgement = judge(subject.record)
      if judgement.mayRecord, shouldWrite(judgement.record),
        let fingerprints = runs.lazy.compactMap(\.observation).first?.fingerprints
      {
        let record = Record(scenario: scenario.name, fingerprints: fingerprints)
        try RecordStore.write(record, for: document.file)
        return result(document, runs, judge(.read(record)), record: .written, known: subject.record)
      }
      let (explanations, kept) = await explanations(subject, runs, judgement)
      if !explanations.isEmpty { judgement = judge(subject.record, explanations) }
      var result = result(document, runs, judgement, record: judgement.record, known: subject.record)
      result.keptTrees = kept
      return result
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
    _ document: ScenarioDocument, _ runs: [RunReport], _ judgement: Judgement, record: RecordStatus, known: KnownRecord
  ) -> ScenarioResult {
    var result = ScenarioResult(
      name: document.scenario.name, file: document.file, tags: document.scenario.tags, verdict: judgement.verdict,
      expectedVerdict: document.scenario.expect.verdict, causes: judgement.causes, runs: runs, record: record,
      isAsExpected: judgement.isAsExpected, mayRecord: judgement.mayRecord, breakdown: judgement.breakdown)
    if let index = result.causes.firstIndex(where: { $0.code == CauseCode.recordDiffers && $0.subject == "context" }),
      let remedy = RecordPlace.remedy(
        document, repository: repositoryPath(document),
        context: result.observation?.fingerprints.first { $0.subject == "context" })
    {
      result.causes[index].remedy = remedy
    }
    // Taken from the manifests here, so that nobody needs those after the verdict.
    result.contents = result.observation.flatMap(ContextOverview.init)
    result.differing = ManifestDifference.found(in: runs, record: record == .written ? .notUsed : known)
    return result
  }
}
