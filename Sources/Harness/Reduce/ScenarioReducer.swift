public import Model
internal import ScenarioFiles
internal import Verdicts

/// Shrinks a scenario that shows a fault to one that still shows it and says as little else as possible.
///
/// Every step is tried on the text that would be handed on: it is written, read and run. What is kept is what the fault
/// was seen with last.
public struct ScenarioReducer {
  /// What came of it.
  public struct Result: Sendable {
    public let scenario: Scenario
    /// The YAML, which was run as it is.
    public let text: String
    /// How many scenarios were run.
    public let trials: Int
    /// Files before and after.
    public let filesBefore: Int
    public let filesAfter: Int
    /// What could not be replaced: contents, or lines of them, and names that are as they were.
    public let originals: [String]
    /// Codes that were found once and not again, so that the scenario is not held to them.
    public let leftOut: [String]
    /// Whether the budget ended the search.
    public let isCut: Bool
  }

  private let client: WorkerClient
  private let jobs: Int
  private let budget: Int
  private var trials = 0
  private var isCut = false
  var best: Scenario
  private var bestText = ""
  /// Texts that were run, so that none is run twice.
  private var tried: [String: Bool] = [:]

  /// - Parameters:
  ///   - scenario: one that fails, is nondeterministic or broken, with a synthetic repository.
  ///   - budget: how many smaller scenarios may be run.
  public init(_ scenario: Scenario, client: WorkerClient, jobs: Int, budget: Int) {
    best = scenario
    self.client = client
    self.jobs = jobs
    self.budget = budget
  }

  /// - Parameters:
  ///   - verdict: what the scenario came to.
  ///   - causes: the codes of its causes.
  /// - Throws: ``Breakdown`` when the fault is not there any more once the repository is made from a recipe.
  public mutating func reduce(verdict: Verdict, causes: [String]) async throws(Breakdown) -> Result {
    var start = best
    start.name = "reduced"
    start.description = nil
    start.tags = []
    start.waiver = nil
    start.usesRecord = false
    start.expect.verdict = verdict
    let filesBefore = ReductionSteps.parts(start).count
    var isThere = false
    // Which conditions and attributes explain a difference that comes and goes changes from run to run.
    for held in Self.held(causes) where !isThere {
      start.expect.causes = held
      isThere = await accept(start)
    }
    guard isThere else {
      throw Breakdown(
        .usage,
        "reduce: with the repository made anew from its files the causes are not \(causes.joined(separator: ", "))",
        remedy: "the fault lies in what a recipe does not carry: history, names that are not UTF-8, or the machine")
    }
    if let flat = ReductionSteps.flattened(best) { _ = await accept(flat) }
    await reduceConditions()
    await reduceExpectations()
    await reduceBuild()
    await reduceFiles()
    await replaceContents()
    let keptNames = await replaceNames()
    return Result(
      scenario: best, text: bestText, trials: trials, filesBefore: filesBefore,
      filesAfter: ReductionSteps.parts(best).count, originals: originalContents() + keptNames,
      leftOut: causes.filter { !best.expect.causes.contains($0) }, isCut: isCut)
  }

  /// What may be asked of a smaller scenario, the most first: all codes, else those that say what is wrong without some
  /// that only explain it.
  private static func held(_ causes: [String]) -> [[String]] {
    let withoutAxes = causes.filter { !$0.hasPrefix(CauseCode.axisPrefix) }
    let attributes = Set(CauseCode.attributes)
    var choices = [causes]
    for choice in [
      withoutAxes, causes.filter { !attributes.contains($0) }, withoutAxes.filter { !attributes.contains($0) },
    ]
    where !choice.isEmpty && !choices.contains(choice) {
      choices.append(choice)
    }
    return choices
  }

  /// Whether the fault is there in `candidate`; nil when no more may be run.
  private mutating func shows(_ candidate: Scenario) async -> Bool? {
    let text = ScenarioWriter.text(candidate)
    if let known = tried[text] { return known }
    guard trials < budget, !client.workers.isStopping else {
      isCut = true
      return nil
    }
    guard let document = try? ScenarioLoader.load(Array(text.utf8), file: "reduced.yml") else { return false }
    trials += 1
    let suite = SuiteRunner(jobs: jobs, mode: .check, client: client)
    let report = try? await suite.run([document]) { _ in }
    let isThere = report?.results.first?.isAsExpected ?? false
    tried[text] = isThere
    if isThere { (best, bestText) = (document.scenario, text) }
    return isThere
  }

  /// Takes `candidate` over when it shows the fault.
  mutating func accept(_ candidate: Scenario) async -> Bool { await shows(candidate) == true }

  /// Keeps as few of `items` as show the fault; `build` gives the scenario that has only those.
  mutating func minimise<Item: Sendable>(
    _ items: [Item], _ build: ([Item]) -> Scenario
  ) async -> [Item] {
    guard !items.isEmpty else { return [] }
    if await accept(build([])) { return [] }
    var smallest = items
    _ = await DeltaDebugging.smallest(of: items) { part in
      guard let isThere = await shows(build(part)) else { return nil }
      if isThere { smallest = part }
      return isThere
    }
    return smallest
  }

  private mutating func reduceConditions() async {
    let scenario = best
    let guilty = scenario.expect.causes.filter { $0.hasPrefix(CauseCode.axisPrefix) }.compactMap {
      Axis(rawValue: String($0.dropFirst(CauseCode.axisPrefix.count)))
    }
    if scenario.expect.verdict != .nondeterministic {
      var single = scenario
      single.vary = VariationPlan(runs: 1, axes: [])
      if await accept(single) { return }
    }
    for axes in [guilty, scenario.vary.axes] where !axes.isEmpty {
      var fewer = scenario
      fewer.vary = VariationPlan(runs: 2, axes: axes)
      if await accept(fewer) { break }
    }
    let current = best
    _ = await minimise(current.vary.axes) { axes in
      var changed = current
      changed.vary.axes = Axis.allCases.filter(axes.contains)
      return changed
    }
  }

  private mutating func reduceExpectations() async {
    for path in [\Expectations.contains, \Expectations.excludes] {
      let current = best
      _ = await minimise(current.expect[keyPath: path]) { items in
        var changed = current
        changed.expect[keyPath: path] = items
        return changed
      }
    }
    let current = best
    _ = await minimise(current.expect.locks) { items in
      var changed = current
      changed.expect.locks = items
      return changed
    }
    var changes: [(inout Scenario) -> Void] = [
      { $0.expect.digests = [:] }, { $0.expect.workTree = nil }, { $0.build = nil }, { $0.context = ContextChoice() },
      { $0.observe = [.context] },
    ]
    // Without a context what is expected of it fails as well, for another reason.
    let expect = best.expect
    if expect.contains.isEmpty, expect.excludes.isEmpty, expect.digests.isEmpty, expect.workTree == nil {
      changes.append { $0.observe = [.locks] }
    }
    for change in changes {
      var changed = best
      change(&changed)
      if changed != best { _ = await accept(changed) }
    }
  }

  private mutating func reduceFiles() async {
    let current = best
    let parts = ReductionSteps.parts(current)
    // That an expected file is ignored is another fault than that there is none: one must stay.
    let pinned = Set(
      current.expect.contains.compactMap { path in
        parts.first { ReductionSteps.path($0, of: current, liesAt: path) }
      })
    _ = await minimise(parts.filter { !pinned.contains($0) }) { kept in
      ReductionSteps.keeping(kept + pinned, of: current)
    }
  }
}
