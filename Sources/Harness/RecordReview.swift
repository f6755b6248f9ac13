public import Model
internal import Verdicts

/// A scenario whose results are not those of its record, and all else is as it should be.
public struct PendingRecord: Sendable {
  public let result: ScenarioResult

  /// Nil when there is nothing to decide: the record matches, or something else is wrong that comes first.
  public init?(_ result: ScenarioResult) {
    guard result.mayRecord, result.record == .missing || result.record == .differs else { return nil }
    self.result = result
  }

  /// What the record is not like, or that there is none; what else the verdict rests on is left out.
  public var causes: [Cause] {
    result.causes.filter { $0.code == CauseCode.recordDiffers || $0.code == CauseCode.recordMissing }
  }

  /// Writes what was observed as the record and gives the result as it then is.
  ///
  /// - Throws: ``Breakdown`` of the environment; an earlier record is then as it was.
  public func accept() throws(Breakdown) -> ScenarioResult {
    let record = Record(scenario: result.name, fingerprints: result.observation?.fingerprints ?? [])
    try RecordStore.write(record, for: result.file)
    var accepted = result
    accepted.record = .written
    accepted.causes = result.causes.filter { cause in !causes.contains(cause) }
    accepted.verdict = result.expectedVerdict
    accepted.isAsExpected = true
    accepted.status = result.waiver?.kind == .xfail ? .unexpectedPass : .asExpected
    return accepted
  }
}
