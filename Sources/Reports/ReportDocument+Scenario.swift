internal import Fingerprints
public import Model

/// What a report says of each scenario.
extension ReportDocument {
  public struct ScenarioEntry: Codable, Hashable, Sendable, JudgedScenario {
    public var name: String
    public var file: String
    public var tags: [String]
    /// Where the repository lies from where the run began; nil where a report cannot point into it.
    public var root: String?
    /// The directory of the context in it; nil for the whole.
    public var contextDirectory: String?
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
      root = result.root
      contextDirectory = result.contextDirectory == "." ? nil : result.contextDirectory
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
}
