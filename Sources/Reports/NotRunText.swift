/// Why scenarios that were selected did not run.
enum NotRunText {
  static let enoughFailed = "enough others had failed"
  static let ended = "the run was ended before all scenarios had run"

  static func reason(_ report: ReportDocument) -> String { report.incomplete == true ? ended : enoughFailed }
}
