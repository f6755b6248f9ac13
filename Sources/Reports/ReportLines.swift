internal import Foundation

/// Reads what `run --jsonl` wrote: all of it, or what was there when the run was killed.
enum ReportLines {
  static let schema = "lockstep-report-line/v1"

  private struct Line: Decodable {
    let schema: String
    let kind: String
    let scenario: ReportDocument.ScenarioEntry?
    let tool: ReportDocument.Tool?
    let exitStatus: Int32?
    let unreferencedRecords: [String]?
  }

  /// Nil when the first line is none of such a report. A last line that is cut short counts for nothing; without the
  /// summary the report is incomplete.
  static func read(_ bytes: [UInt8]) -> ReportDocument? {
    guard JSONText.schemaOfFirstLine(bytes) == schema else { return nil }
    let lines = bytes.split(separator: 0x0A)
    let decoder = JSONDecoder()
    var entries: [ReportDocument.ScenarioEntry] = []
    var end: Line?
    for (index, text) in lines.enumerated() {
      guard let line = try? decoder.decode(Line.self, from: Data(text)), line.schema == schema else {
        if index > 0, index == lines.count - 1 { break }
        return nil
      }
      if let entry = line.scenario { entries.append(entry) } else { end = line }
    }
    var report = ReportDocument(incomplete: entries, tool: end?.tool ?? ReportDocument.Tool())
    if let end {
      report.incomplete = nil
      report.exitStatus = end.exitStatus ?? report.exitStatus
      report.unreferencedRecords = end.unreferencedRecords ?? []
    }
    return report
  }
}
