internal import Fingerprints
public import Model

/// Turns a scenario file or a repository into the smallest scenario that shows its fault.
public struct Reduction: Sendable {
  public var client: WorkerClient
  public var jobs: Int
  /// How many smaller scenarios may be run.
  public var budget: Int

  public static let defaultBudget = 300

  public init(client: WorkerClient, jobs: Int, budget: Int = Reduction.defaultBudget) {
    self.client = client
    self.jobs = jobs
    self.budget = budget
  }

  /// - Throws: ``Breakdown`` of usage when there is no fault, or one that a scenario alone cannot show.
  public func reduce(_ document: ScenarioDocument) async throws(Breakdown) -> ScenarioReducer.Result {
    var plain = document.scenario
    plain.usesRecord = false
    plain.waiver = nil
    let suite = SuiteRunner(jobs: jobs, mode: .check, client: client)
    let report = try await suite.run([
      ScenarioDocument(scenario: plain, file: document.file, directory: document.directory)
    ]) { _ in }
    guard let result = report.results.first, let verdict = result.verdict, verdict != .passed else {
      throw Breakdown(
        .usage, "reduce \(PathText.visible(document.file)): the scenario shows no fault",
        remedy: "a difference from the record alone is explained by \"lockstep review\"")
    }
    if let breakdown = result.breakdown, breakdown.domain == .internal || breakdown.domain == .usage { throw breakdown }
    let about = [CauseCode.expectCause, CauseCode.expectVerdict]
    var codes: [String] = []
    for cause in result.causes where !about.contains(cause.code) && !codes.contains(cause.code) {
      codes.append(cause.code)
    }
    plain.repository = .synthetic(recipe: try await recipe(of: document), revision: revision(plain.repository))
    var reducer = ScenarioReducer(plain, client: client, jobs: jobs, budget: budget)
    return try await reducer.reduce(verdict: verdict, causes: codes)
  }

  private func revision(_ state: RepositoryState) -> String {
    if case .synthetic(_, let revision) = state { return revision }
    return "HEAD"
  }

  private func recipe(of document: ScenarioDocument) async throws(Breakdown) -> SyntheticRecipe {
    let (path, revision): (String, String?)
    switch document.scenario.repository {
    case .synthetic(let recipe, _): return recipe
    case .repository(let directory, let name): (path, revision) = (directory, name)
    case .workTree(let directory): (path, revision) = (directory, nil)
    }
    let request = WorkerRequest.snapshot(path: document.resolving(path), revision: revision)
    return try await client.answer(to: request) { if case .snapshot(let recipe) = $0 { recipe } else { nil } }
  }
}
