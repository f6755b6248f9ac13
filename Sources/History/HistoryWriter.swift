internal import GRDB
internal import Reports

/// Writes runs within one transaction.
struct HistoryWriter {
  let database: Database
  /// The rows of texts and scenarios that were seen in this transaction.
  private var facts: [String: Int64] = [:]
  private var scenarios: [[String]: Int64] = [:]

  init(database: Database) { self.database = database }

  /// False when it is there already.
  mutating func add(_ run: HistoryRun) throws -> Bool {
    try database.cachedStatement(
      sql: """
        INSERT INTO run (key, started, machine, tool, exitStatus, incomplete, shardIndex, shardTotal, suite, seconds)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
        """
    ).execute(
      arguments: [
        run.id, run.started, run.machine, run.tool, run.exitStatus, run.incomplete, run.shard?.index, run.shard?.total,
        run.shard?.suite, run.seconds,
      ])
    guard database.changesCount == 1 else { return false }
    let runID = database.lastInsertedRowID
    for (place, result) in run.results.enumerated() {
      let scenario = try scenarioID(result.file, result.name)
      let digests = try factID(try JSONText.line(result.digests))
      let causes = try factID(try JSONText.line(result.causes))
      try database.cachedStatement(
        sql: """
          INSERT INTO result (runId, place, scenarioId, status, verdict, gitCommit, digestsId, causesId, retried, seconds)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          runID, place, scenario, result.status, result.verdict, result.commit, digests, causes, result.retried,
          result.seconds,
        ])
    }
    return true
  }

  private mutating func scenarioID(_ file: String, _ name: String) throws -> Int64 {
    if let known = scenarios[[file, name]] { return known }
    try database.cachedStatement(sql: "INSERT INTO scenario (file, name) VALUES (?, ?) ON CONFLICT DO NOTHING")
      .execute(arguments: [file, name])
    let id = try Int64.fetchOne(
      try database.cachedStatement(sql: "SELECT id FROM scenario WHERE file = ? AND name = ?"), arguments: [file, name])
    scenarios[[file, name]] = id
    return id ?? 0
  }

  private mutating func factID(_ text: String) throws -> Int64 {
    if let known = facts[text] { return known }
    try database.cachedStatement(sql: "INSERT INTO fact (text) VALUES (?) ON CONFLICT DO NOTHING")
      .execute(arguments: [text])
    let id = try Int64.fetchOne(
      try database.cachedStatement(sql: "SELECT id FROM fact WHERE text = ?"), arguments: [text])
    facts[text] = id
    return id ?? 0
  }
}
