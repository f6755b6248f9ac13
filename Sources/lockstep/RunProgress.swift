internal import Dispatch
internal import Glibc
internal import Harness
internal import Model
internal import Reports
internal import Synchronization

/// Prints each scenario's lines as soon as those before it are out, and how far the run is: a live block on a terminal, a
/// line a minute elsewhere.
final class RunProgress: Sendable {
  /// How much is printed.
  enum Amount { case failures, scenarios }

  private struct State {
    /// What is to be printed of results, by file, that wait for an earlier one; empty for nothing.
    var waiting: [String: String] = [:]
    /// All results by file.
    var finished: [String: ScenarioResult] = [:]
    var printed = 0
    var text: ProgressText
    var block = LiveBlock()
    var hasEnded = false
    var lastLine = 0.0
    var writeFailure: Console.WriteFailure?
  }

  private let state: Mutex<State>
  private let files: [String]
  private let console: ConsoleReport
  private let prints: Bool
  private let amount: Amount
  private let isLive: Bool
  private let names: Int
  private let stream: LineStream?
  private let start = ContinuousClock.now
  /// Sources of Dispatch may be used from every thread.
  nonisolated(unsafe) private let timer: (any DispatchSourceTimer)?

  /// Seconds between two lines where nothing can move.
  private static let lineInterval = 60.0

  /// - Parameters:
  ///   - names: how many scenarios under way are shown.
  ///   - stream: what results are written to as they come.
  init(
    documents: [ScenarioDocument], console: ConsoleReport, prints: Bool, amount: Amount = .scenarios, names: Int,
    stream: LineStream? = nil
  ) {
    self.stream = stream
    files = documents.map(\.file)
    let runs = documents.reduce(0) { $0 + $1.scenario.vary.runs }
    state = Mutex(State(text: ProgressText(scenarios: documents.count, runs: runs)))
    self.console = console
    self.prints = prints
    self.amount = amount
    self.names = max(1, min(names, 8))
    isLive = amount == .scenarios && LiveBlock.isPossible
    // One that is never activated must not be let go.
    timer = amount == .scenarios ? DispatchSource.makeTimerSource(queue: .global()) : nil
    // Ten times a second at most, however fast scenarios end; the clock goes on when nothing happens.
    timer?.setEventHandler { [weak self] in self?.tick() }
    timer?.schedule(deadline: .now(), repeating: isLive ? .milliseconds(100) : .seconds(1))
    timer?.activate()
  }

  deinit { timer?.cancel() }

  var writeFailure: Console.WriteFailure? { state.withLock { $0.writeFailure } }

  func note(_ event: SuiteRunner.Event) {
    state.withLock { state in
      guard !state.hasEnded else { return }
      switch event {
      case .scenarioStarted(let name): state.text.current.append(name)
      case .runFinished: state.text.runsDone += 1
      case .scenarioFinished(let result):
        state.text.finished += 1
        if result.status.isFailure {
          state.text.failures += 1
          let cause = result.causes.first.map { ": " + $0.message } ?? ""
          state.text.waiting.append((result.file, result.name + cause))
        }
        if let index = state.text.current.firstIndex(of: result.name) { state.text.current.remove(at: index) }
        let isShown = prints && (amount == .scenarios || result.status.isFailure)
        state.waiting[result.file] = isShown ? console.lines(result) : ""
        state.finished[result.file] = result.withoutManifests
        stream?.add(result)
        printReady(&state)
      }
    }
  }

  /// How many scenarios have been reported.
  var printed: Int { state.withLock { $0.printed } }

  /// What is known of `documents`, in their order; those that had not finished did not run.
  func results(_ documents: [ScenarioDocument]) -> [ScenarioResult] {
    let finished = state.withLock { $0.finished }
    return documents.map { finished[$0.file] ?? ScenarioResult(notRun: $0, .notRun) }
  }

  /// Removes the live block, for good.
  func finish() {
    state.withLock { state in
      state.hasEnded = true
      state.block.clear()
    }
    timer?.cancel()
  }

  private func tick() {
    state.withLock { state in
      guard !state.hasEnded else { return }
      state.text.elapsed = seconds
      if isLive {
        state.block.show(state.text, names: names)
      } else if seconds - state.lastLine >= Self.lineInterval {
        state.lastLine = seconds
        Console.talk(state.text.line)
      }
    }
  }

  private var seconds: Double {
    let parts = (ContinuousClock.now - start).components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }

  private func printReady(_ state: inout State) {
    while state.printed < files.count, let lines = state.waiting.removeValue(forKey: files[state.printed]) {
      let file = files[state.printed]
      state.printed += 1
      if let index = state.text.waiting.firstIndex(where: { $0.file == file }) { state.text.waiting.remove(at: index) }
      guard !lines.isEmpty, state.writeFailure == nil else { continue }
      state.block.clear()
      do throws(Console.WriteFailure) {
        try Console.print(lines)
      } catch {
        state.writeFailure = error
      }
    }
  }
}
