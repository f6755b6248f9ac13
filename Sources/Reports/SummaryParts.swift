internal import Model

/// What scenarios came to, each with its number, in the order in which reports tell it.
struct SummaryParts {
  struct Part {
    let count: Int
    let word: String
    /// Nil for a number that is part of others.
    let status: ResultStatus?
    var text: String { "\(count) \(word)" }
  }

  /// Only what there is.
  private(set) var parts: [Part] = []

  /// - Parameter results: with whether a run of it was tried again.
  init(_ results: some Sequence<(status: ResultStatus, verdict: Verdict?, isRetried: Bool)>) {
    var statuses: [ResultStatus: Int] = [:]
    var unexpected: [Verdict: Int] = [:]
    var flaky = 0
    for (status, verdict, isRetried) in results {
      statuses[status, default: 0] += 1
      // What broke at the last attempt, too, is broken and not flaky.
      if isRetried, verdict != .broken { flaky += 1 }
      if status == .unexpected, let verdict { unexpected[verdict, default: 0] += 1 }
    }
    func add(_ count: Int?, _ word: String, _ status: ResultStatus?) {
      if let count, count > 0 { parts.append(Part(count: count, word: word, status: status)) }
    }
    add(statuses[.asExpected], "as expected", .asExpected)
    for verdict in [Verdict.failed, .nondeterministic, .broken] {
      add(unexpected[verdict], verdict.rawValue, .unexpected)
    }
    add(unexpected[.passed], "passed unexpectedly", .unexpected)
    add(statuses[.unexpectedPass], "XPASS", .unexpectedPass)
    add(statuses[.expectedFailure], "XFAIL", .expectedFailure)
    add(statuses[.quarantined], "quarantined", .quarantined)
    add(statuses[.known], "known from the baseline", .known)
    add(statuses[.skipped], "skipped", .skipped)
    add(statuses[.notRun], "not run", .notRun)
    add(flaky, "of them only when tried again", nil)
  }
}
