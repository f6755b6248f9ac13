internal import Fingerprints
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

  public struct Tool: Codable, Hashable, Sendable {
    public var name = "lockstep"
    public var version = ToolVersion.current
    public init() {}
  }

  /// How many scenarios came to what.
  public struct Summary: Codable, Hashable, Sendable {
    public var scenarios: Int
    public var asExpected: Int
    public var passed: Int
    public var failed: Int
    public var nondeterministic: Int
    public var broken: Int
    public var xfail: Int
    public var xpass: Int
    public var quarantined: Int
    public var known: Int
    public var skipped: Int
    public var notRun: Int

    public init(_ entries: [ScenarioEntry]) {
      func count(_ status: ResultStatus) -> Int { entries.count { $0.status == status } }
      func count(_ verdict: Verdict) -> Int { entries.count { $0.verdict == verdict } }
      scenarios = entries.count
      asExpected = count(.asExpected)
      passed = count(.passed)
      failed = count(.failed)
      nondeterministic = count(.nondeterministic)
      broken = count(.broken)
      xfail = count(.expectedFailure)
      xpass = count(.unexpectedPass)
      quarantined = count(.quarantined)
      known = count(.known)
      skipped = count(.skipped)
      notRun = count(.notRun)
    }
  }

  /// One of several parts that a suite was dealt into.
  public struct Shard: Codable, Hashable, Sendable {
    /// Counted from 1.
    public var index: Int
    public var total: Int
    /// How many scenarios the whole suite has.
    public var scenarios: Int
    /// SHA-256 over the files of the whole suite in their order: parts of one suite have the same.
    public var suite: String
    /// For each scenario of this part its place in the whole, from 0.
    public var positions: [Int]
    /// SHA-256 over the durations that the suite was dealt by; nil when it was dealt without.
    public var times: String?

    public init(index: Int, total: Int, scenarios: Int, suite: String, positions: [Int], times: String? = nil) {
      self.index = index
      self.total = total
      self.scenarios = scenarios
      self.suite = suite
      self.positions = positions
      self.times = times
    }
  }

  /// Wall time in seconds.
  public struct Timing: Codable, Hashable, Sendable {
    public struct Scenario: Codable, Hashable, Sendable {
      public var name: String
      public var file: String
      public var runs: [Double]
    }

    /// When the run began, in milliseconds since 1970; nil in reports of older versions.
    public var started: Int64?
    public var seconds: Double
    public var scenarios: [Scenario]

    /// Of all runs of a scenario together, by its file.
    public var secondsByFile: [String: Double] {
      Dictionary(scenarios.map { ($0.file, $0.runs.reduce(0, +)) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// What may separate machines whose digests differ.
  public struct Machine: Codable, Hashable, Sendable {
    public var name: String
    /// As in captures: `system.umask`, `env.LANG`, …
    public var facts: [String: String]

    public init(name: String, facts: [String: String]) {
      self.name = name
      self.facts = facts
    }
  }

  public struct ScenarioEntry: Codable, Hashable, Sendable, JudgedScenario {
    public var name: String
    public var file: String
    public var tags: [String]
    public var status: ResultStatus
    /// What the scenario says about its failure: `skip`, `xfail` or `quarantine`, the reason and the last day.
    public var waiver: Waiver?
    public var verdict: Verdict?
    public var expectedVerdict: Verdict
    public var asExpected: Bool
    public var record: RecordStatus
    public var causes: [Cause]
    public var breakdown: Breakdown?
    public var commit: String?
    public var context: ContextFacts?
    /// What the context holds, by size; nil where none was observed.
    public var contents: ContextOverview?
    /// The manifests that differ; nil where none do.
    public var differing: [ManifestDifference]?
    public var digests: [DigestEntry]
    public var locks: [LockFacts]
    public var warnings: [String]
    public var runs: [Run]

    public init(_ result: ScenarioResult) {
      let observation = result.observation
      name = result.name
      file = result.file
      tags = result.tags
      status = result.status
      waiver = result.waiver
      verdict = result.verdict
      expectedVerdict = result.expectedVerdict
      asExpected = result.isAsExpected
      record = result.record
      causes = result.causes
      breakdown = result.breakdown
      commit = observation?.commit
      context = observation?.context
      contents = result.contents
      differing = result.differing.isEmpty ? nil : result.differing
      digests = observation?.fingerprints.map(DigestEntry.init) ?? []
      locks = observation?.locks ?? []
      warnings = observation?.warnings ?? []
      runs = result.runs.map { Run($0, file: result.file) }
    }
  }

  public struct DigestEntry: Codable, Hashable, Sendable {
    public var subject: String
    public var scheme: String
    public var digest: String

    init(_ fingerprint: Fingerprint) {
      subject = fingerprint.subject
      scheme = fingerprint.scheme
      digest = fingerprint.digest
    }
  }

  public struct Run: Codable, Hashable, Sendable {
    public var run: Int
    public var conditions: [AxisValue]
    /// The command that repeats this run alone.
    public var replay: String
    public var digests: [DigestEntry]
    public var error: Breakdown?
    /// How earlier attempts broke.
    public var retried: [Breakdown]

    init(_ report: RunReport, file: String) {
      replay = ReplayText.command(report.variation, file: file)
      run = report.variation.run
      retried = report.retried
      conditions = report.variation.values
      digests = report.observation?.fingerprints.map(DigestEntry.init) ?? []
      if case .broken(let breakdown) = report.outcome { error = breakdown } else { error = nil }
    }
  }

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

  /// The files of the scenarios that fail the run, each with the codes of its causes.
  public var failing: [String: Set<String>] {
    Dictionary(
      scenarios.filter { $0.status.isFailure }.map { ($0.file, Set($0.causes.map(\.code))) },
      uniquingKeysWith: { $0.union($1) })
  }
}

extension ReportDocument.Timing {
  public init(_ report: SuiteReport) {
    self.init(
      started: report.started, seconds: report.seconds,
      scenarios: report.results.map { Scenario(name: $0.name, file: $0.file, runs: $0.runs.map(\.seconds)) })
  }
}
