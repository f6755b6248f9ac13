internal import ArgumentParser
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import Reports

/// `lockstep review`: decides scenario by scenario what becomes of records that no longer match.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Walks through what differs from the records: accept it or keep the record.",
    discussion: """
      Runs the scenarios without writing, then shows for each one whose results are not those of its record why, and what \
      differs. On a terminal it asks: a accepts, k keeps the record as it is, q ends. Elsewhere it lists, and --accept-all \
      accepts. What fails for another reason, or is nondeterministic, cannot be accepted and is counted. Exit 0 when \
      nothing is left to decide, 1 when something is, otherwise as "run".
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var runner: RunnerOptions

  @OptionGroup var limits: LimitOptions
  @OptionGroup var color: ColorOption

  @Flag(help: "Accept everything that is pending.")
  var acceptAll = false

  @Flag(help: "Print JSON: what is pending, or with --accept-all what was accepted.")
  var json = false

  func run() async throws {
    let documents = try selection.load()
    let suite = runner.suite(.check)
    var report = try await Interruption.guarding(suite.client.workers) { try await suite.run(documents) { _ in } }
    let pending = report.results.compactMap { PendingRecord($0) }
    let others = report.results.filter { result in
      result.status.isFailure && !pending.contains { $0.result.file == result.file }
    }
    let accepted = try json || acceptAll ? acceptEverything(pending) : decide(pending)
    if json {
      try Console.write(try JSONText.encode(Document(pending, accepted: accepted, blocked: others)))
    } else {
      try Console.print(summary(pending.count, accepted: accepted.count, blocked: others))
    }
    for result in accepted {
      if let index = report.results.firstIndex(where: { $0.file == result.file }) { report.results[index] = result }
    }
    throw ExitWith(report.exitStatus)
  }

  private func acceptEverything(_ pending: [PendingRecord]) throws -> [ScenarioResult] {
    guard acceptAll else { return [] }
    var accepted: [ScenarioResult] = []
    for (index, change) in pending.enumerated() {
      if !json {
        try Console.print(ReviewText.lines(change.result, change.causes, index, of: pending.count, color.style))
      }
      accepted.append(try change.accept())
    }
    return accepted
  }

  /// Asks on a terminal, lists elsewhere; an end of the input ends the questions.
  private func decide(_ pending: [PendingRecord]) throws -> [ScenarioResult] {
    let asks = Console.isTerminal(STDIN_FILENO) && Console.isTerminal(STDOUT_FILENO)
    var accepted: [ScenarioResult] = []
    for (index, change) in pending.enumerated() {
      try Console.print(ReviewText.lines(change.result, change.causes, index, of: pending.count, color.style))
      guard asks else { continue }
      switch try answer() {
      case .accept:
        accepted.append(try change.accept())
        try Console.print("accepted\n")
      case .keep: try Console.print("kept\n")
      case .quit: return accepted
      }
    }
    if !asks, !pending.isEmpty {
      Console.talk("no terminal to ask on: --accept-all accepts all of this, run --accept FILE one of it")
    }
    return accepted
  }

  private enum Answer { case accept, keep, quit }

  private func answer() throws -> Answer {
    while true {
      try Console.write("[a]ccept, [k]eep, [q]uit? ")
      guard let line = readLine() else { return .quit }
      switch line.filter({ !$0.isWhitespace }).lowercased() {
      case "a", "accept": return .accept
      case "k", "keep": return .keep
      case "q", "quit": return .quit
      default: continue
      }
    }
  }

  private func summary(_ count: Int, accepted: Int, blocked: [ScenarioResult]) -> String {
    var parts = [
      count == 0
        ? "nothing is pending" : "\(count) pending: \(accepted) accepted, \(count - accepted) kept as recorded"
    ]
    if !blocked.isEmpty {
      let names = blocked.map { PathText.visible($0.name) }.joined(separator: ", ")
      parts.append("to be mended first, see \"lockstep run\": \(names)")
    }
    return parts.joined(separator: "\n")
  }

  private struct Document: Encodable {
    let schema = "lockstep-review/v1"
    let pending: [Entry]
    /// Those that cannot be accepted because something else is wrong.
    let blocked: [Blocked]

    init(_ pending: [PendingRecord], accepted: [ScenarioResult], blocked: [ScenarioResult]) {
      self.pending = pending.map { change in
        Entry(
          name: change.result.name, file: change.result.file, record: change.result.record, causes: change.causes,
          accepted: accepted.contains { $0.file == change.result.file })
      }
      self.blocked = blocked.map { Blocked(name: $0.name, file: $0.file, verdict: $0.verdict, causes: $0.causes) }
    }
  }

  private struct Entry: Encodable {
    let name: String
    let file: String
    let record: RecordStatus
    let causes: [Cause]
    let accepted: Bool
  }

  private struct Blocked: Encodable {
    let name: String
    let file: String
    let verdict: Verdict?
    let causes: [Cause]
  }
}
