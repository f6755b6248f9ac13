internal import Fingerprints
internal import Model

/// Says for people why a scenario did not run, or why its failure counts for nothing.
enum WaiverText {
  /// `REASON, until DAY`; nil without a waiver.
  static func reason(_ result: ScenarioResult) -> String? { reason(result.waiver) }

  /// The same of a waiver.
  static func reason(_ waiver: Waiver?) -> String? {
    guard let waiver else { return nil }
    return PathText.visible(waiver.reason) + (waiver.until.map { ", until \($0)" } ?? "")
  }

  /// One line where the waiver is at work; none where it is not, and where the causes tell.
  static func lines(_ result: ScenarioResult) -> [String] {
    switch result.status {
    case .skipped, .quarantined, .expectedFailure: reason(result).map { [$0] } ?? []
    case .asExpected:
      result.waiver?.kind == .quarantine ? reason(result).map { ["in quarantine: \($0)"] } ?? [] : []
    case .unexpected, .unexpectedPass, .known, .notRun: []
    }
  }
}
