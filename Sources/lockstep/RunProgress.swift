internal import Glibc
internal import Harness
internal import Model
internal import Reports
internal import Synchronization

/// Prints each scenario's lines as soon as those before it are out, and a live line on a terminal.
final class RunProgress: Sendable {
  private struct State {
    /// What is to be printed of results, by file, that wait for an earlier one.
    var waiting: [String: String] = [:]
    /// All results by file.
    var finished: [String: ScenarioResult] = [:]
    var printed = 0
    var runsDone = 0
    var hasLiveLine = false
    var writeFailure: Console.WriteFailure?
  }

  private let state = Mutex(State())
  private let files: [String]
  private let totalRuns: Int
  private let console: ConsoleReport
  private let prints: Bool
  private let isLive: Bool
  private let stream: LineStream?

  /// - Parameter stream: what results are written to as they come.
  init(documents: [ScenarioDocument], console: ConsoleReport, prints: Bool, stream: LineStream? = nil) {
    self.stream = stream
    files = documents.map(\.file)
    totalRuns = documents.reduce(0) { $0 + $1.scenario.vary.runs }
    self.console = console
    self.prints = prints
    isLive = Console.isTerminal(STDERR_FILENO)
  }

  var writeFailure: Console.WriteFailure? { state.withLock { $0.writeFailure } }

  func note(_ event: SuiteRunner.Event) {
    state.withLock { state in
      switch event {
      case .runFinished: state.runsDone += 1
      case .scenarioFinished(let result):
        state.waiting[result.file] = prints ? console.lines(result) : ""
        state.finished[result.file] = result.withoutManifests
        stream?.add(result)
        printReady(&state)
      }
      showLiveLine(&state)
    }
  }

  /// How many scenarios have been reported.
  var printed: Int { state.withLock { $0.printed } }

  /// What is known of `documents`, in their order; those that had not finished did not run.
  func results(_ documents: [ScenarioDocument]) -> [ScenarioResult] {
    let finished = state.withLock { $0.finished }
    return documents.map { finished[$0.file] ?? ScenarioResult(notRun: $0, .notRun) }
  }

  /// Removes the live line.
  func finish() { state.withLock { clearLiveLine(&$0) } }

  private func printReady(_ state: inout State) {
    while state.printed < files.count, let lines = state.waiting.removeValue(forKey: files[state.printed]) {
      state.printed += 1
      guard prints, state.writeFailure == nil else { continue }
      clearLiveLine(&state)
      do throws(Console.WriteFailure) {
        try Console.print(lines)
      } catch {
        state.writeFailure = error
      }
    }
  }

  private func showLiveLine(_ state: inout State) {
    guard isLive, state.printed < files.count else { return }
    Console.progress("\r\u{1B}[K\(state.printed) of \(files.count) scenarios, \(state.runsDone) of \(totalRuns) runs")
    state.hasLiveLine = true
  }

  private func clearLiveLine(_ state: inout State) {
    guard state.hasLiveLine else { return }
    Console.progress("\r\u{1B}[K")
    state.hasLiveLine = false
  }
}
