internal import Model

/// What the runs of one scenario, in their order, come to.
struct ScenarioTimeline {
  /// How many of its last durations are kept.
  private static let keptDurations = 99

  private struct OnMachine {
    var digests: [[String]: String] = [:]
    var commit: String?
    /// The last verdict's commit and whether it failed.
    var verdict: (commit: String?, fails: Bool)?
  }

  private(set) var runs = 0
  private(set) var flaky = 0
  private(set) var nondeterministic = 0
  private(set) var retried = 0
  private(set) var flips = 0
  private(set) var durations: [Double] = []
  /// Since when it fails; nil when it does not.
  private(set) var failing: HistorySummary.Failing?
  private var machines: [String: OnMachine] = [:]

  /// - Returns: the digests that changed.
  mutating func add(_ result: HistoryRun.Result, in run: HistoryRun) -> [HistorySummary.Change] {
    guard let status = ResultStatus(rawValue: result.status), status.hasRun else { return [] }
    runs += 1
    if let seconds = result.seconds {
      durations.append(seconds)
      if durations.count > Self.keptDurations { durations.removeFirst() }
    }
    noteFailure(result, status, run)
    var machine = machines[run.machine] ?? OnMachine()
    defer { machines[run.machine] = machine }
    let verdict = result.verdict.flatMap(Verdict.init(rawValue:))
    let disagrees = verdict == .nondeterministic && status != .asExpected
    let flips = machine.verdict.map { $0.commit == result.commit && $0.fails != status.isFailure } ?? false
    machine.verdict = (result.commit, status.isFailure)
    if disagrees { nondeterministic += 1 }
    // What broke at the last attempt, too, is broken and not flaky.
    let helped = result.retried > 0 && verdict != .broken
    if helped { retried += 1 }
    if flips { self.flips += 1 }
    if disagrees || flips || helped { flaky += 1 }
    // Where runs disagree, what the first of them saw is nobody's digest.
    guard verdict != .nondeterministic, verdict != .broken else { return [] }
    let changes = result.digests.compactMap { digest -> HistorySummary.Change? in
      let key = [digest.subject, digest.scheme]
      guard let old = machine.digests.updateValue(digest.digest, forKey: key), old != digest.digest else { return nil }
      return HistorySummary.Change(
        file: result.file, name: result.name, subject: digest.subject, scheme: digest.scheme, from: old,
        to: digest.digest, commit: result.commit, previousCommit: machine.commit, started: run.started,
        machines: [run.machine])
    }
    machine.commit = result.commit
    return changes
  }

  /// Whether it is flaky: a single flip is what mending a fault looks like.
  var isFlaky: Bool { nondeterministic > 0 || retried > 0 || flips > 1 }

  private mutating func noteFailure(_ result: HistoryRun.Result, _ status: ResultStatus, _ run: HistoryRun) {
    guard status.isFailure else {
      failing = nil
      return
    }
    var failing =
      failing
      ?? HistorySummary.Failing(
        file: result.file, name: result.name, started: run.started, commit: result.commit, runs: 0)
    failing.runs += 1
    (failing.code, failing.message) = (result.causes.first?.code, result.causes.first?.message)
    self.failing = failing
  }
}
