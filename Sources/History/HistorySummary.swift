/// What a history tells of the scenarios in it: schema `lockstep-history/v1`.
public struct HistorySummary: Codable, Hashable, Sendable {
  /// One run of a whole suite; the parts of one count as one.
  public struct Point: Codable, Hashable, Sendable {
    /// Milliseconds since 1970.
    public var started: Int64
    public var machines: [String]
    /// The commit that all scenarios checked out; nil when there were several or none.
    public var commit: String?
    public var scenarios = 0
    public var passed = 0
    public var failed = 0
    public var nondeterministic = 0
    public var broken = 0
    /// Scenarios that failed the run.
    public var failures = 0
    /// Scenarios of which a run was tried again.
    public var retried = 0
    public var incomplete = false
    /// Wall time, of the longest part; nil when it is not known.
    public var seconds: Double?
  }

  /// Where a digest became another one on the same machine.
  public struct Change: Codable, Hashable, Sendable {
    public var file: String
    public var name: String
    public var subject: String
    public var scheme: String
    public var from: String
    public var to: String
    /// The first commit with the new digest, and the last one with the old; nil for scenarios without.
    public var commit: String?
    public var previousCommit: String?
    public var started: Int64
    /// All machines that saw it, in their order.
    public var machines: [String]
  }

  /// A scenario that now fails.
  public struct Failing: Codable, Hashable, Sendable {
    public var file: String
    public var name: String
    /// Since when without a pause, and the commit of that time.
    public var started: Int64
    public var commit: String?
    public var runs: Int
    public var code: String?
    public var message: String?
  }

  /// A scenario that does not always come to the same.
  public struct Flaky: Codable, Hashable, Sendable {
    public var file: String
    public var name: String
    public var runs: Int
    /// Runs in which it was flaky in any way.
    public var flaky: Int
    /// ``flaky`` of ``runs``, from 0 to 1.
    public var rate: Double
    public var nondeterministic: Int
    public var retried: Int
    /// How often it changed between failing and not at one commit on one machine; there and back at least.
    public var flips: Int
  }

  public struct Slow: Codable, Hashable, Sendable {
    public var file: String
    public var name: String
    /// The median and the last, in seconds of wall time of all its runs together.
    public var usual: Double
    public var last: Double
  }

  public var schema = "lockstep-history/v1"
  public var runs = 0
  public var machines: [String] = []
  /// The oldest first.
  public var trend: [Point] = []
  public var failing: [Failing] = []
  /// The newest first.
  public var changes: [Change] = []
  /// The highest rate first.
  public var flaky: [Flaky] = []
  /// The slowest first.
  public var slowest: [Slow] = []

  /// How many of each list are kept.
  public var most = 20
}
