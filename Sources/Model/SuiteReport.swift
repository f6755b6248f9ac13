/// All scenarios of one invocation.
public struct SuiteReport: Hashable, Sendable {
  /// In the order of selection.
  public var results: [ScenarioResult]
  /// When it began, in milliseconds since 1970; nil when that is not known.
  public var started: Int64?
  /// Wall time in seconds of the whole.
  public var seconds: Double
  public var unreferenced: UnreferencedRecords?

  public init(
    results: [ScenarioResult], started: Int64? = nil, seconds: Double, unreferenced: UnreferencedRecords? = nil
  ) {
    self.results = results
    self.started = started
    self.seconds = seconds
    self.unreferenced = unreferenced
  }

  /// A failure outranks a breakdown, a breakdown outranks nondeterminism: each status says what is certain. Where
  /// nothing ran, nothing was found out.
  public var exitStatus: ExitStatus {
    ExitStatus(of: results, recordsFail: unreferenced?.isFailure == true)
  }

  public func count(_ verdict: Verdict) -> Int { results.count { $0.verdict == verdict } }

  public func count(_ status: ResultStatus) -> Int { results.count { $0.status == status } }
}

/// What a scenario came to, as far as the exit status of a run rests on it.
public protocol JudgedScenario {
  var status: ResultStatus { get }
  var verdict: Verdict? { get }
  var breakdown: Breakdown? { get }
}

extension ScenarioResult: JudgedScenario {}

extension ExitStatus {
  /// The status of a run; see ``SuiteReport/exitStatus``.
  ///
  /// - Parameter recordsFail: whether records without a scenario fail it.
  public init(of results: [some JudgedScenario], recordsFail: Bool) {
    self = Self.status(of: results, recordsFail)
  }

  private static func status(of results: [some JudgedScenario], _ recordsFail: Bool) -> ExitStatus {
    let unexpected = results.filter { $0.status.isFailure }
    if unexpected.contains(where: { $0.breakdown?.domain == .internal }) { return .internalFault }
    if unexpected.contains(where: { $0.breakdown?.domain == .usage }) { return .usage }
    if unexpected.contains(where: { $0.status == .unexpectedPass || $0.verdict == .failed || $0.verdict == .passed }) {
      return .difference
    }
    if let breakdown = unexpected.lazy.compactMap(\.breakdown).first { return ExitStatus(breakdown.domain) }
    if unexpected.contains(where: { $0.verdict == .nondeterministic }) { return .nondeterminism }
    if !unexpected.isEmpty || recordsFail { return .difference }
    return !results.isEmpty && results.allSatisfy { !$0.status.hasRun } ? .nothingSelected : .asExpected
  }
}
