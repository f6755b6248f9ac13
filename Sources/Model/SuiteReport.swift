/// All scenarios of one invocation.
public struct SuiteReport: Hashable, Sendable {
  /// In the order of selection.
  public var results: [ScenarioResult]
  /// Wall time in seconds of the whole.
  public var seconds: Double

  public init(results: [ScenarioResult], seconds: Double) {
    self.results = results
    self.seconds = seconds
  }

  /// A failure outranks a breakdown, a breakdown outranks nondeterminism: each status says what is certain.
  public var exitStatus: ExitStatus {
    let unexpected = results.filter { !$0.isAsExpected }
    if unexpected.contains(where: { $0.breakdown?.domain == .internal }) { return .internalFault }
    if unexpected.contains(where: { $0.breakdown?.domain == .usage }) { return .usage }
    if unexpected.contains(where: { $0.verdict == .failed || $0.verdict == .passed }) { return .difference }
    if let breakdown = unexpected.lazy.compactMap(\.breakdown).first { return ExitStatus(breakdown.domain) }
    if unexpected.contains(where: { $0.verdict == .nondeterministic }) { return .nondeterminism }
    return unexpected.isEmpty ? .asExpected : .difference
  }

  public func count(_ verdict: Verdict) -> Int { results.count { $0.verdict == verdict } }
}
