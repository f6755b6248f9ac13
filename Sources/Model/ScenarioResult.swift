/// A scenario's verdict, the causes, and everything that led there.
public struct ScenarioResult: Hashable, Sendable {
  public var name: String
  /// The scenario file as given or found.
  public var file: String
  public var tags: [String]
  /// Where the repository lies from where the run began, empty for there itself; nil where its files are no files of the
  /// user's, or lie elsewhere.
  public var root: String?
  /// The directory of the context in it.
  public var contextDirectory = "."
  /// Nil when the scenario did not run.
  public var verdict: Verdict?
  public var expectedVerdict: Verdict
  public var causes: [Cause]
  public var runs: [RunReport]
  public var record: RecordStatus
  public var breakdown: Breakdown?
  /// Trees that differ, when they were to be kept; in the order of their causes.
  public var keptTrees: [KeptTrees] = []
  /// What the context holds, of the run that ``observation`` is of; nil where none was observed.
  public var contents: ContextOverview?
  /// The manifests that differ: between runs, from the record, from the commit.
  public var differing: [ManifestDifference] = []

  /// Whether verdict, causes and record are what the scenario was written for.
  public var isAsExpected: Bool
  /// Whether all is as expected but perhaps for the record, so that a new one may be written.
  public var mayRecord: Bool
  public var status: ResultStatus
  public var waiver: Waiver?

  /// A scenario that ran; its status is that without any waiver.
  public init(
    name: String, file: String, tags: [String], verdict: Verdict, expectedVerdict: Verdict, causes: [Cause],
    runs: [RunReport], record: RecordStatus, isAsExpected: Bool, mayRecord: Bool = false, breakdown: Breakdown? = nil
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
    self.mayRecord = mayRecord
    self.breakdown = breakdown
    status = isAsExpected ? .asExpected : .unexpected
  }

  /// A scenario that did not run.
  public init(notRun document: ScenarioDocument, _ status: ResultStatus) {
    let scenario = document.scenario
    name = scenario.name
    file = document.file
    tags = scenario.tags
    expectedVerdict = scenario.expect.verdict
    causes = []
    runs = []
    record = .notUsed
    isAsExpected = false
    mayRecord = false
    self.status = status
    waiver = scenario.waiver
  }

  /// The result as the scenario's waiver lets it count.
  ///
  /// What has expired counts for nothing, and the causes say so.
  public func waived(by waiver: Waiver?, today: CalendarDay) -> ScenarioResult {
    guard let waiver else { return self }
    var result = self
    result.waiver = waiver
    if isAsExpected {
      guard waiver.kind == .xfail else { return result }
      result.status = .unexpectedPass
      result.causes.append(
        Cause(
          code: CauseCode.xfailPassed, message: "it has not the fault it is known for: \(waiver.reason)",
          remedy: "if the fault is mended, remove \"xfail\" from the scenario"))
      return result
    }
    guard waiver.excuses(self) else { return result }
    if let until = waiver.until, waiver.hasExpired(on: today) {
      let isQuarantine = waiver.kind == .quarantine
      result.causes.append(
        Cause(
          code: isQuarantine ? CauseCode.quarantineExpired : CauseCode.xfailExpired,
          message: "its \(isQuarantine ? "quarantine" : "xfail") ended with \(until): \(waiver.reason)",
          remedy: "mend it, or set a later day and say why"))
      return result
    }
    result.status = waiver.kind == .quarantine ? .quarantined : .expectedFailure
    return result
  }

  /// The result where what failed before, for no other causes, counts as known: only what is new fails.
  ///
  /// - Parameter known: what failed before, by scenario file: the causes as ``Cause/identity(in:)`` has them.
  public func forgiven(by known: [String: Set<String>]) -> ScenarioResult {
    guard status == .unexpected, let before = known[file],
      before.isSuperset(of: causes.map { $0.identity(in: verdict) }),
      breakdown?.domain != .internal
    else { return self }
    var result = self
    result.status = .known
    return result
  }

  /// The same with no more of each fingerprint than its digest.
  public var withoutManifests: ScenarioResult {
    var result = self
    result.runs = runs.map { run in
      var run = run
      if case .observed(let observation) = run.outcome { run.outcome = .observed(observation.withoutManifests) }
      return run
    }
    return result
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
