internal import Fingerprints
internal import Model
public import Reports

/// One run of a suite, or of one part of it, as history keeps it and hands it on: schema `lockstep-history-run/v1`.
public struct HistoryRun: Codable, Hashable, Sendable {
  public static let schema = "lockstep-history-run/v1"

  /// What one scenario came to.
  public struct Result: Codable, Hashable, Sendable {
    public var file: String
    public var name: String
    /// A raw value of `ResultStatus`.
    public var status: String
    /// A raw value of `Verdict`; nil when it did not run.
    public var verdict: String?
    /// The commit that was checked out, in hexadecimal.
    public var commit: String?
    public var digests: [Digest]
    public var causes: [Cause]
    /// How often a run of it was tried again after it broke on the machine.
    public var retried: Int
    /// Wall time of all its runs together; nil when it is not known.
    public var seconds: Double?
  }

  public struct Digest: Codable, Hashable, Sendable {
    public var subject: String
    public var scheme: String
    public var digest: String
  }

  public struct Cause: Codable, Hashable, Sendable {
    public var code: String
    public var message: String
  }

  public struct Shard: Codable, Hashable, Sendable {
    /// Counted from 1.
    public var index: Int
    public var total: Int
    public var suite: String
  }

  public var schema = HistoryRun.schema
  /// SHA-256 over everything else, in hexadecimal: what is imported twice is there once.
  public var id = ""
  /// Milliseconds since 1970.
  public var started: Int64
  /// The name of the machine; empty when it is not known.
  public var machine: String
  public var tool: String
  public var exitStatus: Int32
  public var incomplete: Bool
  public var shard: Shard?
  /// Wall time; nil when it is not known.
  public var seconds: Double?
  public var results: [Result]

  private static let mostCauses = 10
  private static let longestMessage = 300

  /// - Parameters:
  ///   - started: milliseconds since 1970, used where the report does not say when it began.
  ///   - machine: used where the report does not name its machine.
  /// - Throws: when no digest can be made.
  public init(_ report: ReportDocument, started: Int64, machine: String) throws {
    self.started = report.timing?.started ?? started
    self.machine = report.machine?.name ?? machine
    tool = report.tool.version
    exitStatus = report.exitStatus
    incomplete = report.incomplete ?? false
    shard = report.shard.map { Shard(index: $0.index, total: $0.total, suite: $0.suite) }
    seconds = report.timing?.seconds
    let times = report.timing?.secondsByFile ?? [:]
    results = report.scenarios.map { entry in
      Result(
        file: entry.file, name: entry.name, status: entry.status.rawValue, verdict: entry.verdict?.rawValue,
        commit: entry.commit,
        digests: entry.digests.map { Digest(subject: $0.subject, scheme: $0.scheme, digest: $0.digest) },
        causes: entry.causes.prefix(Self.mostCauses).map {
          Cause(code: $0.code, message: String($0.message.prefix(Self.longestMessage)))
        },
        retried: entry.runs.reduce(0) { $0 + $1.retried.count }, seconds: times[entry.file])
    }
    id = try digest()
  }

  init(
    id: String, started: Int64, machine: String, tool: String, exitStatus: Int32, incomplete: Bool, shard: Shard?,
    seconds: Double?, results: [Result]
  ) {
    self.id = id
    self.started = started
    self.machine = machine
    self.tool = tool
    self.exitStatus = exitStatus
    self.incomplete = incomplete
    self.shard = shard
    self.seconds = seconds
    self.results = results
  }

  /// What ``id`` must be.
  func digest() throws -> String {
    var plain = self
    plain.id = ""
    return try SHA256Digest.of(Array(try JSONText.line(plain).utf8)).hex
  }
}
