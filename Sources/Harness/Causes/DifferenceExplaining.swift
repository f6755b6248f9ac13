internal import Causes
internal import Fingerprints
internal import Glibc
internal import Model
internal import ScenarioFiles
internal import Verdicts

/// Finds out in which attributes the trees behind a verdict differ, by making runs again whose trees are kept.
struct DifferenceExplaining {
  /// Makes a run again under the conditions and keeps its directory under another name; nil when it broke down.
  typealias Again = (Scenario, Variation) async -> KeptTree?

  let client: WorkerClient
  let threads: Int
  let scenario: Scenario
  /// The repository or working tree; empty for a synthetic one.
  let repositoryPath: String
  let runs: [RunReport]
  let record: KnownRecord
  let again: Again
  /// Whether the trees are moved to where other tools can look at them, instead of being removed.
  let keepsTrees: Bool
  private(set) var kept: [KeptTrees] = []
  /// Why the last comparison could not be made.
  private var problem: Breakdown?

  init(
    client: WorkerClient, threads: Int, scenario: Scenario, repositoryPath: String, runs: [RunReport],
    record: KnownRecord, keepsTrees: Bool, again: @escaping Again
  ) {
    self.client = client
    self.threads = threads
    self.scenario = scenario
    self.repositoryPath = repositoryPath
    self.runs = runs
    self.record = record
    self.keepsTrees = keepsTrees
    self.again = again
  }

  /// How often a run is repeated that shows its difference only now and then.
  private static let attempts = 3

  /// What explains `causes`, in their order; of what cannot be explained there is nothing.
  mutating func explanations(of causes: [Cause]) async -> [Explanation] {
    var explanations: [Explanation] = []
    for cause in causes {
      guard let subject = cause.subject, subject == "context" || OutputSubject.pattern(of: subject) != nil,
        !client.workers.isStopping
      else { continue }
      let findings: [DifferenceFinding]
      problem = nil
      switch cause.code {
      case CauseCode.runsDisagree: findings = await betweenRuns(subject)
      case CauseCode.recordDiffers: findings = await sinceRecord(subject)
      case CauseCode.workTreeDiffers: findings = await inWorkTree()
      default: continue
      }
      var found = DifferenceCauses.causes(findings, subject: subject)
      // The verdict stands without an explanation, and says that it does.
      if let problem {
        found.append(
          Cause(
            code: CauseCode.unexplained, message: "what differs could not be found out: " + problem.message,
            subject: subject, remedy: problem.remedy))
      }
      if !found.isEmpty { explanations.append(Explanation(of: cause.code, subject: subject, causes: found)) }
    }
    return explanations
  }

  private mutating func betweenRuns(_ subject: String) async -> [DifferenceFinding] {
    guard let base = runs.first, let first = base.observation?.manifest(of: subject),
      let other = runs.first(where: { $0.observation?.manifest(of: subject)?.digest != first.digest }),
      let second = other.observation?.manifest(of: subject)
    else { return [] }
    let left = await tree(base.variation, for: subject)
    defer { left.map { TreeRemoval.remove($0.directory) } }
    for _ in 0..<Self.attempts {
      guard let left, let right = await tree(other.variation, for: subject) else { break }
      defer { TreeRemoval.remove(right.directory) }
      guard left.observation.manifest(of: subject)?.digest != right.observation.manifest(of: subject)?.digest
      else { continue }
      let findings = await compare(left.side(of: subject), right.side(of: subject))
      keep(left, right, subject)
      return findings
    }
    return await compare(Self.listed(first), Self.listed(second))
  }

  private mutating func sinceRecord(_ subject: String) async -> [DifferenceFinding] {
    guard case .read(let record) = record, let base = runs.first,
      let now = base.observation?.manifest(of: subject),
      let then = record.fingerprints.first(where: { $0.scheme == now.scheme && $0.subject == subject })
    else { return [] }
    if case .workTree = scenario.repository {
      let there = ComparisonPlan.Side(place: .directory(repositoryPath), choice: .context(scenario.context))
      return await compare(Self.listed(then), there)
    }
    let live = await tree(base.variation, for: subject)
    defer { live.map { TreeRemoval.remove($0.directory) } }
    return await compare(Self.listed(then), live?.side(of: subject) ?? Self.listed(now))
  }

  private mutating func inWorkTree() async -> [DifferenceFinding] {
    guard case .synthetic(let recipe, let revision) = scenario.repository, let base = runs.first,
      let observation = base.observation
    else { return [] }
    var plain = scenario
    var withoutEdits = recipe
    withoutEdits.edits = []
    plain.repository = .synthetic(recipe: withoutEdits, revision: revision)
    let commit = await tree(base.variation, for: "context", of: plain)
    defer { commit.map { TreeRemoval.remove($0.directory) } }
    let edited = await tree(base.variation, for: "context")
    defer { edited.map { TreeRemoval.remove($0.directory) } }
    let findings = await compare(
      commit?.side(of: "context") ?? observation.commitContext.map(Self.listed),
      edited?.side(of: "context") ?? observation.manifest(of: "context").map(Self.listed))
    if let commit, let edited { keep(commit, edited, "context") }
    return findings
  }

  /// A run again; of a context nothing is built, as a build may leave things in the checkout.
  private func tree(_ variation: Variation, for subject: String, of other: Scenario? = nil) async -> KeptTree? {
    var scenario = other ?? scenario
    if case .workTree = scenario.repository { return nil }
    if subject == "context" { scenario.build = nil }
    return await again(scenario, variation)
  }

  private mutating func keep(_ left: KeptTree, _ right: KeptTree, _ subject: String) {
    if keepsTrees, let trees = TreeKeeping.keep(left, right, subject: subject) { kept.append(trees) }
  }

  private static func listed(_ fingerprint: Fingerprint) -> ComparisonPlan.Side {
    ComparisonPlan.Side(place: .nowhere, choice: .manifest(fingerprint.text))
  }

  private mutating func compare(
    _ left: ComparisonPlan.Side?, _ right: ComparisonPlan.Side?
  ) async -> [DifferenceFinding] {
    guard let left, let right else { return [] }
    let plan = ComparisonPlan(left: left, right: right, threads: threads)
    do throws(Breakdown) {
      return try await client.answer(to: .compare(plan)) { if case .compared(let found) = $0 { found } else { nil } }
    } catch {
      problem = error
      return []
    }
  }
}

extension Observation {
  /// What was seen of `subject` in the scheme that lists a tree.
  fileprivate func manifest(of subject: String) -> Fingerprint? {
    fingerprints.first { $0.scheme == Manifest.scheme && $0.subject == subject }
  }
}
