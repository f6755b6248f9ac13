internal import GRDB

/// The tables, and how older ones become them. What often stays the same from night to night, digests and causes, is
/// kept once however many results have it.
enum HistorySchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { database in
      // Strict: what a column holds is what its type says, whoever wrote it.
      try database.execute(
        sql: """
          CREATE TABLE run (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, started INTEGER NOT NULL, machine TEXT NOT NULL,
            tool TEXT NOT NULL, exitStatus INTEGER NOT NULL, incomplete INTEGER NOT NULL,
            shardIndex INTEGER, shardTotal INTEGER, suite TEXT, seconds REAL
          ) STRICT;
          CREATE INDEX runByTime ON run(started);
          CREATE TABLE scenario (
            id INTEGER PRIMARY KEY, file TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (file, name)
          ) STRICT;
          CREATE TABLE fact (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
          CREATE TABLE result (
            runId INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, place INTEGER NOT NULL,
            scenarioId INTEGER NOT NULL REFERENCES scenario(id), status TEXT NOT NULL, verdict TEXT, gitCommit TEXT,
            digestsId INTEGER NOT NULL REFERENCES fact(id), causesId INTEGER NOT NULL REFERENCES fact(id),
            retried INTEGER NOT NULL, seconds REAL, PRIMARY KEY (runId, place)
          ) STRICT, WITHOUT ROWID;
          CREATE INDEX resultByScenario ON result(scenarioId, runId);
          CREATE INDEX resultByDigests ON result(digestsId);
          CREATE INDEX resultByCauses ON result(causesId);
          """)
    }
    return migrator
  }
}
