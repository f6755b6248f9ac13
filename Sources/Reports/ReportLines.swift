internal import Foundation

/// Reads what `run --jsonl` wrote: all of it, or what was there when the run was killed.
enum ReportLines {
  static let schema = "lockstep-report-line/v1"

  private struct Line: Decodable {
    let schema: String
    let kind: String
    let scenario: ReportDocument.ScenarioEntry?
    let shard: ReportDocument.Shard?
    let files: [String]?
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
    var start: Line?
    var end: Line?
    for (index, text) in lines.enumerated() {
      guard let line = try? decoder.decode(Line.self, from: Data(text)), line.schema == schema else {
        if index > 0, index == lines.count - 1 { break }
        return nil
      }
      if let entry = line.scenario {
        entries.append(entry)
      } else if line.shard != nil {
        start = line
      } else {
        end = line
      }
    }
    let shard = start.flatMap { part($0, &entries) }
    var report = ReportDocument(incomplete: entries, tool: end?.tool ?? ReportDocument.Tool())
    if let end {
      report.incomplete = nil
      report.exitStatus = end.exitStatus ?? report.exitStatus
      report.unreferencedRecords = end.unreferencedRecords ?? []
    }
    report.shard = shard
    return report
  }

  /// The part of a suite that `entries` are, which it puts in their order: the lines of a run that was killed are in that
  /// of their ends, and not all there.
  private static func part(_ line: Line, _ entries: inout [ReportDocument.ScenarioEntry]) -> ReportDocument.Shard? {
    guard var shard = line.shard, let files = line.files, files.count == shard.positions.count else {
      return line.shard
    }
    let found = Dictionary(entries.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    let places = files.indices.filter { found[files[$0]] != nil }
    shard.positions = places.map { shard.positions[$0] }
    entries = places.compactMap { found[files[$0]] }
    return shard
  }
}
