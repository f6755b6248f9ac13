public import Model

/// What a report says of the run as a whole.
extension ReportDocument {
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
}

extension ReportDocument.Timing {
  public init(_ report: SuiteReport) {
    self.init(
      started: report.started, seconds: report.seconds,
      scenarios: report.results.map { Scenario(name: $0.name, file: $0.file, runs: $0.runs.map(\.seconds)) })
  }
}
