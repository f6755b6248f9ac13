internal import Model

/// What scenarios came to, each with its number, in the order in which reports tell it.
struct SummaryParts {
  struct Part {
    let count: Int
    let word: String
    let status: ResultStatus
    var text: String { "\(count) \(word)" }
  }

  /// Only what there is.
  private(set) var parts: [Part] = []

  /// - Parameter flaky: how many came to their verdict only when a run that broke was tried again.
  init(_ results: some Sequence<(status: ResultStatus, verdict: Verdict?)>, flaky: Int) {
    var statuses: [ResultStatus: Int] = [:]
    var unexpected: [Verdict: Int] = [:]
    for (status, verdict) in results {
      statuses[status, default: 0] += 1
      if status == .unexpected, let verdict { unexpected[verdict, default: 0] += 1 }
    }
    func add(_ count: Int?, _ word: String, _ status: ResultStatus) {
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
    add(flaky, "of them only when tried again", .known)
  }
}
