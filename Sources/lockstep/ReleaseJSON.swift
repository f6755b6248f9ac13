internal import Fingerprints
internal import Harness

/// The JSON of `verify`, schema `lockstep-verify/v1`.
struct ReleaseJSON: Encodable {
  struct Check: Encodable {
    var name: String
    /// `ok`, `failed` or `notChecked`.
    var outcome: String
    var required: Bool
    var detail: String
    var remedy: String?
  }

  struct Digest: Encodable {
    var subject: String
    var scheme: String
    var digest: String
  }

  /// What changed since an earlier tag; each change as in the JSON of `log`.
  struct Changes: Encodable {
    var ref: String
    var commit: String
    var context: LogJSON.Change?
    var locks: [LogJSON.Change]
    var images: [LogJSON.Change]
    var copies: [LogJSON.Change]

    init(_ changes: ReleaseChanges) {
      ref = changes.since
      commit = changes.commit
      context = changes.context.map(LogJSON.Change.init)
      locks = changes.locks.map(LogJSON.Change.init)
      images = changes.images.map(LogJSON.Change.init)
      copies = changes.copies.map(LogJSON.Change.init)
    }
  }

  let schema = "lockstep-verify/v1"
  let ref: String
  let tagObject: String?
  let commit: String?
  let tree: String?
  /// Seconds since 1970, the commit's.
  let sourceDateEpoch: Int64?
  let verified: Bool
  let checks: [Check]
  let levels: [String]
  let runs: Int
  /// Of what was run, and then the context's in all schemes.
  let digests: [Digest]
  let since: Changes?
  let warnings: [String]

  init(_ report: ReleaseReport) {
    ref = report.ref
    tagObject = report.object
    commit = report.commit
    tree = report.tree
    sourceDateEpoch = report.epoch
    verified = report.isVerified
    checks = report.checks.map {
      Check(
        name: $0.name.rawValue, outcome: $0.outcome.rawValue, required: $0.isRequired, detail: $0.detail,
        remedy: $0.remedy)
    }
    levels = report.levels
    runs = report.runCount
    digests = report.fingerprints.adding(report.schemes).map {
      Digest(subject: $0.subject, scheme: $0.scheme, digest: $0.digest)
    }
    since = report.changes.map(Changes.init)
    warnings = report.warnings
  }
}
