internal import Glibc
internal import Model
internal import Verdicts

extension ScenarioRunner {
  /// Finds out in which attributes the trees behind a judgement differ, unless it is what was expected.
  func explanations(
    _ subject: Subject, _ runs: [RunReport], _ judgement: Judgement
  ) async -> (explanations: [Explanation], kept: [KeptTrees]) {
    guard searchBudget > 0, !judgement.isAsExpected, judgement.breakdown == nil else { return ([], []) }
    let document = subject.document
    var explaining = DifferenceExplaining(
      client: client, threads: threads, scenario: document.scenario,
      repositoryPath: repositoryPath(document), runs: runs, record: subject.record, keepsTrees: keepsTrees
    ) { scenario, variation in
      let name = directoryName(document.scenario, variation, index: subject.index)
      var other = subject
      other.document = ScenarioDocument(scenario: scenario, file: document.file, directory: document.directory)
      await slots.acquire()
      let tree = await keep(other, variation, name: name)
      await slots.release()
      return tree
    }
    let explanations = await explaining.explanations(of: judgement.causes)
    return (explanations, explaining.kept)
  }

  /// The name of the directory that the runs of a scenario whose builds take turns share, or of a run's own.
  private func directoryName(_ scenario: Scenario, _ variation: Variation, index: Int) -> String {
    scenario.build == nil || scenario.vary.axes.contains(.path) ? "s\(index)-r\(variation.run)" : "s\(index)-again"
  }

  /// Makes a run and keeps its directory under another name; nil when it broke down.
  private func keep(_ subject: Subject, _ variation: Variation, name: String) async -> KeptTree? {
    var kept: String?
    let report = await attempt(subject, variation, name: name) { directory in
      // A few are kept at a time; a name that is taken is no empty directory and refuses.
      kept = (1...16).lazy.map { "\(directory)-kept\($0)" }.first { rename(directory, $0) == 0 }
    }
    guard let kept else { return nil }
    guard let observation = report.observation else {
      TreeRemoval.remove(kept)
      return nil
    }
    return KeptTree(
      directory: kept, observation: observation, scenario: subject.document.scenario, variation: variation)
  }
}
