/// The report for programs, schema `lockstep-report/v1`.
public enum JSONReport {
  public static func text(_ report: ReportDocument) throws -> String { try JSONText.encode(report) }

  /// One object a line, schema `lockstep-report-line/v1`: each scenario, then the summary. For logs and for tools that
  /// read as they go.
  public static func lines(_ report: ReportDocument) throws -> String {
    var lines = try report.scenarios.map { try JSONText.line(ScenarioLine(scenario: $0)) }
    lines.append(
      try JSONText.line(
        SummaryLine(
          tool: report.tool, exitStatus: report.exitStatus, summary: report.summary,
          unreferencedRecords: report.unreferencedRecords)))
    return lines.joined()
  }

  private struct ScenarioLine: Encodable {
    let schema = "lockstep-report-line/v1"
    let kind = "scenario"
    let scenario: ReportDocument.ScenarioEntry
  }

  private struct SummaryLine: Encodable {
    let schema = "lockstep-report-line/v1"
    let kind = "summary"
    let tool: ReportDocument.Tool
    let exitStatus: Int32
    let summary: ReportDocument.Summary
    let unreferencedRecords: [String]
  }
}
