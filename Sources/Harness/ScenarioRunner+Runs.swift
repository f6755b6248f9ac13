internal import Foundation
internal import Model

extension ScenarioRunner {
  /// Tries again what broke on the machine; what was observed, and a build that failed, is never tried again.
  func run(_ subject: Subject, _ variation: Variation, name: String) async -> RunReport {
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

  /// Makes a run once.
  ///
  /// - Parameter keep: what is to become of the run's directory before it is removed.
  func attempt(
    _ subject: Subject, _ variation: Variation, name: String, keep: (String) -> Void = { _ in }
  ) async -> RunReport {
    let document = subject.document
    let start = ContinuousClock.now
    let outcome: RunReport.Outcome
    var variation = variation
    do throws(Breakdown) {
      let (directory, isInMemory) = try space.directory(name, on: variation.value(of: .filesystem))
      defer {
        keep(directory)
        TreeRemoval.remove(directory)
      }
      let repository = repositoryPath(document)
      let plan = RunPlan(
        scenario: document.scenario, variation: variation, directory: directory, repositoryPath: repository,
        threads: variation.value(of: .threads).flatMap { Int($0) } ?? threads, isInMemory: isInMemory,
        schemes: subject.schemes, knownContexts: known.of(repository, document.scenario))
      let environment = RunConditions.environment(variation, directory: directory)
      let launch = (RunConditions.launchOptions(variation), directory + "/" + LaunchNotes.workerFile)
      switch await client.reply(to: .run(plan), environment: environment, launch: launch) {
      case .run(let observation, let conditions):
        variation.values = conditions
        known.learn(repository, document.scenario, from: observation)
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

  /// Empty for a repository that is yet to be made.
  func repositoryPath(_ document: ScenarioDocument) -> String {
    switch document.scenario.repository {
    case .synthetic: ""
    case .repository(let path, _), .workTree(let path):
      document.resolving(path)
    }
  }

  /// Temporary names change from run to run and tell nobody anything.
  private static func withoutSandbox(_ breakdown: Breakdown, _ directory: String) -> Breakdown {
    Breakdown(
      breakdown.domain, code: breakdown.code, breakdown.message.replacingOccurrences(of: directory, with: "[run]"),
      remedy: breakdown.remedy)
  }
}
