internal import Foundation
internal import GRDB

/// Reads runs within one transaction.
struct HistoryReader {
  let database: Database

  private struct RunRow: Decodable, FetchableRecord {
    var id: Int64
    var key: String
    var started: Int64
    var machine: String
    var tool: String
    var exitStatus: Int32
    var incomplete: Bool
    var shardIndex: Int?
    var shardTotal: Int?
    var suite: String?
    var seconds: Double?
  }

  private struct ResultRow: Decodable, FetchableRecord {
    var file: String
    var name: String
    var status: String
    var verdict: String?
    var gitCommit: String?
    var digests: String
    var causes: String
    var retried: Int
    var seconds: Double?
  }

  /// The oldest first; of those that began at the same time that with the lesser key.
  func forEach(since: Int64, _ body: (HistoryRun) throws -> Void) throws {
    let runs = try RunRow.fetchCursor(
      database, sql: "SELECT * FROM run WHERE started >= ? ORDER BY started, key", arguments: [since])
    while let run = try runs.next() {
      let rows = try ResultRow.fetchAll(
        database,
        sql: """
          SELECT file, name, status, verdict, gitCommit, d.text AS digests, c.text AS causes, retried, seconds
          FROM result JOIN scenario s ON s.id = scenarioId JOIN fact d ON d.id = digestsId JOIN fact c ON c.id = causesId
          WHERE runId = ? ORDER BY place
          """, arguments: [run.id])
      try body(try Self.run(run, rows))
    }
  }

  private static func run(_ row: RunRow, _ rows: [ResultRow]) throws -> HistoryRun {
    let decoder = JSONDecoder()
    let shard = row.shardIndex.flatMap { index in
      row.shardTotal.map { HistoryRun.Shard(index: index, total: $0, suite: row.suite ?? "") }
    }
    return HistoryRun(
      id: row.key, started: row.started, machine: row.machine, tool: row.tool, exitStatus: row.exitStatus,
      incomplete: row.incomplete, shard: shard, seconds: row.seconds,
      results: try rows.map { row in
        HistoryRun.Result(
          file: row.file, name: row.name, status: row.status, verdict: row.verdict, commit: row.gitCommit,
          digests: try decoder.decode([HistoryRun.Digest].self, from: Data(row.digests.utf8)),
          causes: try decoder.decode([HistoryRun.Cause].self, from: Data(row.causes.utf8)), retried: row.retried,
          seconds: row.seconds)
      })
  }

  private struct TimeRow: Decodable, FetchableRecord {
    var file: String
    var seconds: Double
  }

  /// How many of a scenario's last runs tell how long it usually takes.
  private static let usualRuns = 9

  func usualSeconds() throws -> [String: Double] {
    let rows = try TimeRow.fetchCursor(
      database,
      sql: """
        SELECT file, seconds FROM (
          SELECT scenarioId, result.seconds AS seconds,
            row_number() OVER (PARTITION BY scenarioId ORDER BY run.started DESC, run.key) AS age
          FROM result JOIN run ON run.id = runId WHERE result.seconds IS NOT NULL)
        JOIN scenario ON scenario.id = scenarioId WHERE age <= ? ORDER BY file
        """, arguments: [Self.usualRuns])
    var times: [String: [Double]] = [:]
    while let row = try rows.next() { times[row.file, default: []].append(row.seconds) }
    return times.mapValues { $0.sorted()[$0.count / 2] }
  }
}
