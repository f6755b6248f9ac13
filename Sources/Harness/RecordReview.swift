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

  /// What the record is not like and what explains it, or that there is none; what else the verdict rests on is left
  /// out.
  public var causes: [Cause] { split.ofRecord }

  /// The causes of the difference from the record and the others, each in their order.
  private var split: (ofRecord: [Cause], others: [Cause]) {
    let codes = Set([CauseCode.recordDiffers, CauseCode.recordMissing])
    // What explains a difference in attributes stands behind it; before the first one it explains something else.
    let start = result.causes.firstIndex { codes.contains($0.code) } ?? result.causes.endIndex
    let (before, rest) = (result.causes[..<start], result.causes[start...])
    let ofRecord = codes.union(CauseCode.attributes + [CauseCode.unexplained])
    return (rest.filter { ofRecord.contains($0.code) }, before + rest.filter { !ofRecord.contains($0.code) })
  }

  /// Writes what was observed as the record and gives the result as it then is.
  ///
  /// - Throws: ``Breakdown`` of the environment; an earlier record is then as it was.
  public func accept() throws(Breakdown) -> ScenarioResult {
    let record = Record(scenario: result.name, fingerprints: result.observation?.fingerprints ?? [])
    try RecordStore.write(record, for: result.file)
    var accepted = result
    accepted.record = .written
    accepted.causes = split.others
    accepted.verdict = result.expectedVerdict
    accepted.isAsExpected = true
    accepted.status = result.waiver?.kind == .xfail ? .unexpectedPass : .asExpected
    return accepted
  }
}
