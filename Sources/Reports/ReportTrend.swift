/// What the runs of a suite came to over time, the oldest first.
public struct ReportTrend: Codable, Hashable, Sendable {
  /// One run.
  public struct Point: Codable, Hashable, Sendable {
    /// ISO 8601, in UTC.
    public var started: String
    public var commit: String?
    public var machine: String
    public var scenarios: Int
    public var passed: Int
    public var failed: Int
    public var nondeterministic: Int
    public var broken: Int
    /// Scenarios that were tried again.
    public var flaky: Int
    /// Wall time of the whole.
    public var seconds: Double?

    public init(
      started: String, commit: String? = nil, machine: String, scenarios: Int, passed: Int, failed: Int,
      nondeterministic: Int, broken: Int, flaky: Int, seconds: Double? = nil
    ) {
      self.started = started
      self.commit = commit
      self.machine = machine
      self.scenarios = scenarios
      self.passed = passed
      self.failed = failed
      self.nondeterministic = nondeterministic
      self.broken = broken
      self.flaky = flaky
      self.seconds = seconds
    }
  }

  public var points: [Point]

  public init(points: [Point]) { self.points = points }
}
