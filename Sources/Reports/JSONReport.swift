internal import Fingerprints
public import Model

/// The report for programs, schema `lockstep-report/v1`; all but `timing` is the same for the same results.
public enum JSONReport {
  public static func text(_ report: SuiteReport) throws -> String { try JSONText.encode(Document(report)) }

  private struct Document: Encodable {
    let schema = "lockstep-report/v1"
    let tool: Tool
    let exitStatus: Int32
    let summary: Summary
    let scenarios: [ScenarioEntry]
    let unreferencedRecords: [String]
    let timing: Timing

    init(_ report: SuiteReport) {
      tool = Tool()
      exitStatus = report.exitStatus.rawValue
      summary = Summary(report)
      scenarios = report.results.map(ScenarioEntry.init)
      unreferencedRecords = report.unreferenced?.files ?? []
      timing = Timing(
        seconds: report.seconds,
        scenarios: report.results.map { Timing.Scenario(name: $0.name, runs: $0.runs.map(\.seconds)) })
    }
  }

  private struct Tool: Encodable {
    let name = "lockstep"
    let version = ToolVersion.current
  }

  private struct Summary: Encodable {
    let scenarios: Int
    let asExpected: Int
    let passed: Int
    let failed: Int
    let nondeterministic: Int
    let broken: Int
    let xfail: Int
    let xpass: Int
    let quarantined: Int
    let skipped: Int
    let notRun: Int

    init(_ report: SuiteReport) {
      scenarios = report.results.count
      asExpected = report.count(.asExpected)
      passed = report.count(.passed)
      failed = report.count(.failed)
      nondeterministic = report.count(.nondeterministic)
      broken = report.count(.broken)
      xfail = report.count(.expectedFailure)
      xpass = report.count(.unexpectedPass)
      quarantined = report.count(.quarantined)
      skipped = report.count(.skipped)
      notRun = report.count(.notRun)
    }
  }

  private struct Timing: Encodable {
    struct Scenario: Encodable {
      let name: String
      let runs: [Double]
    }

    let seconds: Double
    let scenarios: [Scenario]
  }

  private struct ScenarioEntry: Encodable {
    let name: String
    let file: String
    let tags: [String]
    let status: ResultStatus
    /// What the scenario says about its failure: `skip`, `xfail` or `quarantine`, the reason and the last day.
    let waiver: Waiver?
    let verdict: Verdict?
    let expectedVerdict: Verdict
    let asExpected: Bool
    let record: RecordStatus
    let causes: [Cause]
    let commit: String?
    let context: ContextFacts?
    let digests: [DigestEntry]
    let locks: [LockFacts]
    let warnings: [String]
    let runs: [Run]

    init(_ result: ScenarioResult) {
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
      commit = observation?.commit
      context = observation?.context
      digests = observation?.fingerprints.map(DigestEntry.init) ?? []
      locks = observation?.locks ?? []
      warnings = observation?.warnings ?? []
      runs = result.runs.map { Run($0, file: result.file) }
    }
  }

  private struct DigestEntry: Encodable {
    let subject: String
    let scheme: String
    let digest: String

    init(_ fingerprint: Fingerprint) {
      subject = fingerprint.subject
      scheme = fingerprint.scheme
      digest = fingerprint.digest
    }
  }

  private struct Run: Encodable {
    let run: Int
    let conditions: [AxisValue]
    /// The command that repeats this run alone.
    let replay: String
    let digests: [DigestEntry]
    let error: Breakdown?
    /// How earlier attempts broke.
    let retried: [Breakdown]

    init(_ report: RunReport, file: String) {
      replay = ReplayText.command(report.variation, file: file)
      run = report.variation.run
      retried = report.retried
      conditions = report.variation.values
      digests = report.observation?.fingerprints.map(DigestEntry.init) ?? []
      if case .broken(let breakdown) = report.outcome { error = breakdown } else { error = nil }
    }
  }
}
