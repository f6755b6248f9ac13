internal import Foundation

/// The report for programs, schema `lockstep-report/v1`.
public enum JSONReport {
  public static func text(_ report: ReportDocument) throws -> String {
    var text = ""
    try write(report) { text += $0 }
    return text
  }

  /// Hands the text on piece by piece: a report of many thousand scenarios takes the room of one.
  ///
  /// - Throws: what `put` throws.
  public static func write(_ report: ReportDocument, to put: (String) throws -> Void) throws {
    var frame = report
    frame.scenarios = []
    let text = try JSONText.encode(frame)
    // Text has no line breaks in JSON, and what lies deeper is indented more: there is one such place.
    let opening = "\n  \"scenarios\" : ["
    guard !report.scenarios.isEmpty, let place = text.range(of: opening + "\n\n  ]") else {
      return try put(try JSONText.encode(report))
    }
    try put(text[..<place.lowerBound] + opening)
    var separator = "\n"
    for entry in report.scenarios {
      let lines = try JSONText.encode(entry).dropLast().split(separator: "\n", omittingEmptySubsequences: false)
      try put(separator + lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n"))
      separator = ",\n"
    }
    try put("\n  ]" + text[place.upperBound...])
  }

  /// One object a line, schema `lockstep-report-line/v1`: which part of a suite it is, if one, then each
  /// scenario, then the summary. For logs and for tools that read as they go.
  public static func lines(_ report: ReportDocument) throws -> String {
    var lines = try report.shard.map { [try line($0, of: report.scenarios.map(\.file))] } ?? []
    lines += try report.scenarios.map(line)
    lines.append(
      try JSONText.line(
        SummaryLine(
          tool: report.tool, exitStatus: report.exitStatus, summary: report.summary,
          unreferencedRecords: report.unreferencedRecords)))
    return lines.joined()
  }

  /// What stands in ``lines(_:)`` for one scenario.
  public static func line(_ entry: ReportDocument.ScenarioEntry) throws -> String {
    try JSONText.line(ScenarioLine(scenario: entry))
  }

  /// The first of ``lines(_:)`` for a part of a suite: which part it is, and the files of its scenarios in their order.
  public static func line(_ shard: ReportDocument.Shard, of files: [String]) throws -> String {
    try JSONText.line(ShardLine(shard: shard, files: files))
  }

  private struct ShardLine: Encodable {
    let schema = ReportLines.schema
    let kind = "shard"
    let shard: ReportDocument.Shard
    let files: [String]
  }

  private struct ScenarioLine: Encodable {
    let schema = ReportLines.schema
    let kind = "scenario"
    let scenario: ReportDocument.ScenarioEntry
  }

  private struct SummaryLine: Encodable {
    let schema = ReportLines.schema
    let kind = "summary"
    let tool: ReportDocument.Tool
    let exitStatus: Int32
    let summary: ReportDocument.Summary
    let unreferencedRecords: [String]
  }
}
