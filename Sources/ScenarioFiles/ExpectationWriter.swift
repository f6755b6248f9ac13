internal import Model

/// Writes the `expect:` section.
enum ExpectationWriter {
  /// Empty when nothing is expected but that all runs agree.
  static func lines(_ expect: Expectations) -> [String] {
    guard expect != Expectations() else { return [] }
    var lines = ["expect:"]
    if expect.verdict != .passed { lines.append("  verdict: \(expect.verdict.rawValue)") }
    for (key, values) in [("causes", expect.causes), ("contains", expect.contains), ("excludes", expect.excludes)]
    where !values.isEmpty {
      lines.append("  \(key): \(ScenarioWriter.list(values))")
    }
    if !expect.digests.isEmpty {
      lines.append("  digest:")
      lines += expect.digests.sorted { $0.key < $1.key }.map { "    \($0.key): \(ScenarioWriter.quoted($0.value))" }
    }
    if !expect.locks.isEmpty {
      lines.append("  locks:")
      lines += expect.locks.map { "    \(ScenarioWriter.quoted($0.path)): { \(lock($0)) }" }
    }
    if let workTree = expect.workTree { lines.append("  worktree: \(workTree.rawValue)") }
    if !expect.platforms.isEmpty {
      lines.append("  platforms:")
      lines += expect.platforms.map { "    \($0.platform.rawValue): \(outcome($0.outcome))" }
    }
    return lines
  }

  private static func outcome(_ outcome: PlatformExpectation.Outcome) -> String {
    switch outcome {
    case .same: "same"
    case .different: "different"
    case .differing(let codes): ScenarioWriter.list(codes)
    }
  }

  private static func lock(_ lock: LockExpectation) -> String {
    let fresh = ["fresh": "true", "stale": "false", "unknown": "unknown"]
    return [
      lock.format.map { "format: \(ScenarioWriter.quoted($0))" }, lock.grade.map { "grade: \($0)" },
      lock.freshness.flatMap { fresh[$0] }.map { "fresh: \($0)" }, lock.packages.map { "packages: \($0)" },
      lock.semantic.map { "semantic: \(ScenarioWriter.quoted($0))" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}
