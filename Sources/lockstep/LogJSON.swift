internal import Fingerprints
internal import Harness

/// The JSON of `log`, schema `lockstep-log/v1`.
struct LogJSON: Encodable {
  struct Commit: Encodable {
    let commit: String
    let parent: String?
    let isMerge: Bool
    /// In UTC.
    let date: String
    let subject: String
    let changes: [Change]

    init(_ commit: HistoryCommit) {
      self.commit = commit.id
      parent = commit.parent
      isMerge = commit.isMerge
      date = CivilTime.nearest(toSecondsSince1970: commit.time).text
      subject = commit.subject
      changes = commit.changes.map(Change.init)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(commit, forKey: .commit)
      try container.encode(parent, forKey: .parent)
      try container.encode(isMerge, forKey: .isMerge)
      try container.encode(date, forKey: .date)
      try container.encode(subject, forKey: .subject)
      try container.encode(changes, forKey: .changes)
    }

    private enum CodingKeys: String, CodingKey { case commit, parent, isMerge, date, subject, changes }
  }

  struct Change: Encodable {
    let change: HistoryChange

    init(_ change: HistoryChange) { self.change = change }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(change.kind, forKey: .kind)
      try container.encode(change.subject, forKey: .subject)
      try container.encode(change.line, forKey: .line)
      // Null, not absent: what was not there has no digest.
      try container.encode(change.before, forKey: .before)
      try container.encode(change.after, forKey: .after)
      try container.encode(change.counts, forKey: .counts)
      try container.encode(change.parts, forKey: .parts)
      try container.encode(change.reasons, forKey: .reasons)
    }

    private enum CodingKeys: String, CodingKey { case kind, subject, line, before, after, counts, parts, reasons }
  }

  let schema = "lockstep-log/v1"
  let examined: Int
  let isCut: Bool
  let commits: [Commit]
  let warnings: [String]

  init(_ report: HistoryReport) {
    examined = report.examined
    isCut = report.isCut
    commits = report.commits.map(Commit.init)
    warnings = report.warnings
  }
}
