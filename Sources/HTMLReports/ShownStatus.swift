internal import Model
internal import Reports

/// What a scenario came to, in one word, with a sign, so that nothing rests on colour alone; the worst first.
enum ShownStatus: String, CaseIterable {
  case failed, nondeterministic, broken
  case passedUnexpectedly = "passed unexpectedly"
  case unexpectedPass = "XPASS"
  case notRun = "not run"
  case quarantined
  case known
  case expectedFailure = "XFAIL"
  case skipped
  case asExpected = "as expected"

  init(_ entry: ReportDocument.ScenarioEntry) {
    switch entry.status {
    case .asExpected: self = .asExpected
    case .unexpected:
      switch entry.verdict {
      case .passed: self = .passedUnexpectedly
      case .nondeterministic: self = .nondeterministic
      case .broken: self = .broken
      case .failed, nil: self = .failed
      }
    case .unexpectedPass: self = .unexpectedPass
    case .expectedFailure: self = .expectedFailure
    case .quarantined: self = .quarantined
    case .known: self = .known
    case .skipped: self = .skipped
    case .notRun: self = .notRun
    }
  }

  var mark: String {
    switch self {
    case .failed, .unexpectedPass, .passedUnexpectedly: "✗"
    case .nondeterministic: "≠"
    case .broken: "!"
    case .quarantined, .known, .expectedFailure: "~"
    case .notRun, .skipped: "–"
    case .asExpected: "✓"
    }
  }

  /// The class in the style sheet.
  var tone: String {
    switch self {
    case .failed, .nondeterministic, .broken, .passedUnexpectedly, .unexpectedPass: "bad"
    case .quarantined, .known, .expectedFailure, .notRun: "warn"
    case .skipped: "quiet"
    case .asExpected: "good"
    }
  }

  /// As an attribute.
  var key: String { rawValue.replacing(" ", with: "-").lowercased() }
}
