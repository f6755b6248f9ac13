/// A scenario that was run: its verdict, the causes, and everything that led there.
public struct ScenarioResult: Hashable, Sendable {
  public var name: String
  /// The scenario file as given or found.
  public var file: String
  public var tags: [String]
  public var verdict: Verdict
  public var expectedVerdict: Verdict
  public var causes: [Cause]
  public var runs: [RunReport]
  public var record: RecordStatus
  public var breakdown: Breakdown?
  /// Trees that differ, when they were to be kept; in the order of their causes.
  public var keptTrees: [KeptTrees] = []

  /// Whether verdict, causes and record are what the scenario was written for.
  public var isAsExpected: Bool

  public init(
    name: String, file: String, tags: [String], verdict: Verdict, expectedVerdict: Verdict, causes: [Cause],
    runs: [RunReport], record: RecordStatus, isAsExpected: Bool, breakdown: Breakdown? = nil
  ) {
    self.name = name
    self.file = file
    self.tags = tags
    self.verdict = verdict
    self.expectedVerdict = expectedVerdict
    self.causes = causes
    self.runs = runs
    self.record = record
    self.isAsExpected = isAsExpected
    self.breakdown = breakdown
  }

  /// The observation the runs agree on, or that of the first run that has one.
  public var observation: Observation? { runs.lazy.compactMap(\.observation).first }
}

/// How the results relate to the record beside the scenario file.
public enum RecordStatus: String, Hashable, Sendable, Codable {
  /// The scenario says `record: false`, or its verdict leaves nothing to record.
  case notUsed = "not used"
  case matches
  case differs
  case missing
  case written
}
