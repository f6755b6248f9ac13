internal import Files
internal import Fingerprints
internal import Foundation
internal import GRDB
internal import Glibc
public import Model
internal import Reports

/// What runs gave over time, in an SQLite file.
///
/// It is written in WAL mode with full synchronisation: a run is there whole or not at all, whatever happens to the process
/// or the machine, and processes that write at the same time wait for each other.
public struct HistoryStore: Sendable {
  private let queue: DatabaseQueue
  private let name: String

  /// Seconds that one process waits for another that writes.
  private static let patience = 30.0

  /// - Parameter writes: false to read a file that must be there.
  /// - Throws: ``Breakdown`` when it cannot be opened, is no history or one of a later version.
  public init(path: String, writes: Bool = true) throws(Breakdown) {
    name = PathText.visible(path)
    let isThere = access(path, F_OK) == 0
    if !isThere, !writes {
      throw Breakdown(
        .usage, "there is no history \(name)", remedy: "\"lockstep run\" writes it, \"lockstep history import\" too")
    }
    if !isThere { PrivateDirectories.makeParents(of: path) }
    var configuration = Configuration()
    configuration.readonly = !writes
    configuration.busyMode = .timeout(Self.patience)
    configuration.journalMode = .wal
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      if !database.configuration.readonly { try database.execute(sql: "PRAGMA synchronous = FULL") }
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      let migrator = HistorySchema.migrator
      let isLater = try queue.read { try migrator.hasBeenSuperseded($0) }
      guard !isLater else {
        throw Breakdown(
          .usage, "the history \(name) was written by a later version of Lockstep",
          remedy: "use that version, or another file")
      }
      if writes {
        let isForeign = try queue.read { database in
          try !database.tableExists("grdb_migrations")
            && Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0 > 0
        }
        guard !isForeign else {
          throw Breakdown(
            .usage, "\(name) is a database of something else", remedy: "name another file for the history")
        }
        try migrator.migrate(queue)
      } else if try !queue.read({ try migrator.hasCompletedMigrations($0) }) {
        throw Breakdown(.usage, "\(name) is no history of Lockstep", remedy: "name the file that runs wrote")
      }
    } catch {
      throw Self.breakdown(error, name)
    }
  }

  /// Adds what is not there yet.
  ///
  /// - Returns: how many were added.
  /// - Throws: ``Breakdown``; nothing was added then.
  @discardableResult
  public func add(_ runs: [HistoryRun]) throws(Breakdown) -> Int {
    do {
      return try queue.write { database in
        var writer = HistoryWriter(database: database)
        return try runs.count { try writer.add($0) }
      }
    } catch {
      throw Self.breakdown(error, name)
    }
  }

  /// Runs that began at `since` or later, in milliseconds since 1970, handed on one after the other, the oldest first.
  ///
  /// - Throws: ``Breakdown``, and what `body` throws.
  public func forEach(since: Int64 = .min, _ body: (HistoryRun) throws -> Void) throws {
    do {
      try queue.read { database in try HistoryReader(database: database).forEach(since: since, body) }
    } catch let error as DatabaseError {
      throw Self.breakdown(error, name)
    } catch let error as RowDecodingError {
      throw Self.breakdown(error, name)
    }
  }

  /// Forgets runs that began before `start`, in milliseconds since 1970, and gives the room back.
  ///
  /// - Returns: how many were forgotten.
  /// - Throws: ``Breakdown``; nothing was forgotten then.
  public func prune(before start: Int64) throws(Breakdown) -> Int {
    do {
      let count = try queue.write { database in
        try database.execute(sql: "DELETE FROM run WHERE started < ?", arguments: [start])
        let count = database.changesCount
        try database.execute(
          sql: """
            DELETE FROM scenario WHERE id NOT IN (SELECT scenarioId FROM result);
            DELETE FROM fact WHERE NOT EXISTS (SELECT 1 FROM result WHERE digestsId = fact.id)
              AND NOT EXISTS (SELECT 1 FROM result WHERE causesId = fact.id);
            """)
        return count
      }
      if count > 0 { try queue.vacuum() }
      return count
    } catch {
      throw Self.breakdown(error, name)
    }
  }

  /// Seconds that each scenario usually takes: the median of its last runs, by file.
  ///
  /// - Throws: ``Breakdown``.
  public func usualSeconds() throws(Breakdown) -> [String: Double] {
    do {
      return try queue.read { database in try HistoryReader(database: database).usualSeconds() }
    } catch {
      throw Self.breakdown(error, name)
    }
  }

  private static func breakdown(_ error: any Error, _ name: String) -> Breakdown {
    if let breakdown = error as? Breakdown { return breakdown }
    guard let error = error as? DatabaseError else {
      return Breakdown(
        .environment, "the history \(name) cannot be read: \(PathText.visible(String(describing: error)))",
        remedy: "move it away; the next run begins a new one")
    }
    let message = PathText.visible(error.message ?? "SQLite says \(error.resultCode.rawValue)")
    let remedy =
      switch error.resultCode {
      case .SQLITE_FULL: "free some space, or \"lockstep history prune\""
      case .SQLITE_BUSY: "wait for the process that writes to it"
      case .SQLITE_NOTADB, .SQLITE_CORRUPT: "move it away; the next run begins a new one"
      default: "name another file with --history, or leave it out with --no-history"
      }
    return Breakdown(.environment, "the history \(name): \(message)", remedy: remedy)
  }
}
