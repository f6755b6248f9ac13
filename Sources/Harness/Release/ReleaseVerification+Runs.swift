internal import Files
internal import Fingerprints
internal import Glibc
internal import Lockfiles
internal import Model

/// Checks that rest on runs.
extension ReleaseVerification {
  /// What came of the runs.
  struct Runs {
    var count: Int
    var fingerprints: [Fingerprint]
    var warnings: [String]
    var locks: [LockFacts] = []
    var checks: [ReleaseCheck] = []
    var levels: [String] = []
  }

  func run(_ commit: ReleaseFacts.Commit, _ suite: SuiteRunner) async throws(Breakdown) -> Runs {
    let state = RepositoryState.repository(path: try Self.absolute(repository), revision: commit.id)
    var scenario = self.scenario?.scenario ?? Scenario(name: "release", repository: state, usesRecord: false)
    scenario.repository = state
    scenario.waiver = nil
    if let runs { scenario.vary.runs = runs }
    let document = ScenarioDocument(
      scenario: scenario, file: self.scenario?.file ?? "release", directory: self.scenario?.directory ?? ".")
    var suite = suite
    suite.mode = .check
    let results = try await suite.run([document]) { _ in }
    guard let result = results.results.first else { return Runs(count: 0, fingerprints: [], warnings: []) }
    if let breakdown = result.breakdown ?? Self.breakdown(of: result.runs) { throw breakdown }
    let first = result.runs.lazy.compactMap(\.observation).first
    var runs = Runs(
      count: result.runs.count, fingerprints: first?.fingerprints ?? [], warnings: first?.warnings ?? [])
    runs.locks = first?.locks ?? []
    runs.checks = [context(result, runs), locks(first?.locks ?? []), build(result, scenario, runs)]
    if result.isAsExpected {
      runs.levels.append("LOCKSTEP_CONTEXT_REPRODUCED")
      if scenario.build != nil { runs.levels.append("LOCKSTEP_OUTPUT_REPRODUCED_N\(runs.count)") }
    }
    return runs
  }

  private static func breakdown(of runs: [RunReport]) -> Breakdown? {
    for case .broken(let breakdown) in runs.map(\.outcome) { return breakdown }
    return nil
  }

  private func context(_ result: ScenarioResult, _ runs: Runs) -> ReleaseCheck {
    let digest = runs.fingerprints.first { $0.subject == "context" }.map { "\($0.scheme) \($0.digest)" } ?? "no context"
    guard result.isAsExpected else {
      let causes = result.causes.prefix(3).map { PathText.visible($0.message) }.joined(separator: "; ")
      return ReleaseCheck(
        .context, .failed, causes.isEmpty ? "the runs did not come out as expected" : causes,
        remedy: result.causes.first?.remedy.map { PathText.visible($0) })
    }
    let record = result.record == .matches ? ", as recorded" : ""
    return ReleaseCheck(.context, .ok, "\(digest) in \(runs.count) runs, from objects and from checkouts\(record)")
  }

  private func locks(_ locks: [LockFacts]) -> ReleaseCheck {
    guard !locks.isEmpty else {
      return ReleaseCheck(.locks, policy.minGrade == nil ? .notChecked : .failed, isRequired: false, "there are none")
    }
    var wrong: [String] = []
    for lock in locks {
      let path = PathText.visible(lock.path)
      if lock.freshness == "stale" { wrong.append("\(path) is stale: \(PathText.visible(lock.freshnessRule))") }
      if let least = policy.minGrade.flatMap({ Grade(rawValue: $0) }), let grade = Grade(rawValue: lock.grade),
        grade > least
      {
        wrong.append("\(path) has grade \(lock.grade), and \(least.rawValue) is required")
      }
    }
    guard wrong.isEmpty else {
      return ReleaseCheck(
        .locks, .failed, wrong.joined(separator: "; "),
        remedy: "\"lockstep locks --rev TAG -v\" says what is the matter")
    }
    let list = locks.prefix(6).map {
      "\(PathText.visible($0.path)) \($0.grade) \($0.freshness), \($0.packageCount) packages"
    }
    return ReleaseCheck(
      .locks, .ok, list.joined(separator: "; ") + (locks.count > 6 ? "; and \(locks.count - 6) more" : ""))
  }

  private func build(_ result: ScenarioResult, _ scenario: Scenario, _ runs: Runs) -> ReleaseCheck {
    guard scenario.build != nil else {
      return ReleaseCheck(
        .build, .notChecked, isRequired: false, "nothing is built; a scenario with \"build\" does, see --scenario")
    }
    let outputs = runs.fingerprints.filter { $0.subject.hasPrefix("output ") || $0.subject.hasPrefix("image ") }
    guard result.isAsExpected else { return ReleaseCheck(.build, .failed, "see the check of the context") }
    let digests = outputs.prefix(4).map { "\(PathText.visible($0.subject)) \($0.digest)" }
    return ReleaseCheck(
      .build, .ok,
      "the same in \(runs.count) runs: " + digests.joined(separator: ", ")
        + (outputs.count > 4 ? " and \(outputs.count - 4) more" : ""))
  }

  private static func absolute(_ path: String) throws(Breakdown) -> String {
    guard let resolved = ResolvedPath.of(path) else {
      throw Breakdown(.usage, "open \(PathText.visible(path)): \(String(cString: strerror(errno)).lowercased())")
    }
    return resolved
  }
}
