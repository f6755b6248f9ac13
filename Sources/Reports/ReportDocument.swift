public import Model

/// A finished run as it is handed on, schema `lockstep-report/v1`: what every report is made of, so that the reports of
/// shards can be merged and read again.
///
/// The same results give the same document; only `timing`, where it is asked for, is the machine's.
public struct ReportDocument: Codable, Hashable, Sendable {
  public static let schema = "lockstep-report/v1"

  public var schema = ReportDocument.schema
  public var tool = Tool()
  public var exitStatus: Int32
  public var summary: Summary
  public var scenarios: [ScenarioEntry]
  public var unreferencedRecords: [String]
  /// Whether records without a scenario fail the run.
  public var unreferencedFail: Bool?
  /// Which part of a suite this is; nil for the whole.
  public var shard: Shard?
  /// Whether the run was ended before all scenarios had run; nil when it was not.
  public var incomplete: Bool?
  public var timing: Timing?
  /// Where it ran; nil unless that was asked for.
  public var machine: Machine?

  /// - Parameters:
  ///   - timing: whether the times are part of it.
  ///   - shard: which part of a suite it is.
  public init(_ report: SuiteReport, timing: Bool = false, shard: Shard? = nil) {
    scenarios = report.results.map(ScenarioEntry.init)
    exitStatus = report.exitStatus.rawValue
    summary = Summary(scenarios)
    unreferencedRecords = report.unreferenced?.files ?? []
    unreferencedFail = report.unreferenced?.isFailure == true ? true : nil
    self.shard = shard
    self.timing = timing ? Timing(report) : nil
  }

  /// A run of which no more than these is known.
  init(incomplete scenarios: [ScenarioEntry], tool: Tool) {
    self.scenarios = scenarios
    self.tool = tool
    exitStatus = ExitStatus.incomplete.rawValue
    summary = Summary(scenarios)
    unreferencedRecords = []
    incomplete = true
  }

  /// The files of the scenarios that fail, known or not, each with its causes as ``Cause/identity(in:)`` has them.
  public var failing: [String: Set<String>] {
    Dictionary(
      scenarios.filter { $0.status.isFailure || $0.status == .known }.map { entry in
        (entry.file, Set(entry.causes.map { $0.identity(in: entry.verdict) }))
      },
      uniquingKeysWith: { $0.union($1) })
  }
}
