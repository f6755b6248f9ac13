/// What a scenario's result means for the whole run.
public enum ResultStatus: String, Hashable, Sendable, Codable, CaseIterable {
  case asExpected = "as expected"
  case unexpected
  /// It has the fault that the scenario names.
  case expectedFailure = "xfail"
  /// It does not have the fault that the scenario names; fails the run, so that the note is removed.
  case unexpectedPass = "xpass"
  /// It has a fault, and is in quarantine.
  case quarantined
  /// It failed in the baseline, too, and for no other causes.
  case known
  /// The scenario says that it is not to run.
  case skipped
  /// It was not run to its end, because enough others had failed or the run was ended.
  case notRun = "not run"

  /// Whether it fails the run.
  public var isFailure: Bool { self == .unexpected || self == .unexpectedPass }

  /// Whether it has a fault that fails nothing.
  public var isExcused: Bool { self == .expectedFailure || self == .quarantined || self == .known }

  /// Whether the scenario ran.
  public var hasRun: Bool { self != .skipped && self != .notRun }
}
