internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep migrate`: records under other digest schemes.
struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Writes records anew under further digest schemes, once the old ones are proven.",
    discussion: """
      Every scenario is run as ever, with the contexts digested in the new schemes as well. Its record is written only \
      when all runs agree and everything in the old record still holds; otherwise it is left as it is, with the reason. \
      From then on "run" compares those schemes, too. Schemes: \(DigestSchemeNames.all.joined(separator: ", ")). \
      Exit 0 when every record has the schemes, 1 when one was refused.
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var runner: RunnerOptions

  @OptionGroup var limits: LimitOptions

  @Option(
    name: .customLong("to"), help: "Schemes that the records are to have besides lockstep-v1, separated by commas.",
    completion: .list(DigestSchemeNames.all))
  var added: [String] = []

  @Option(
    name: .customLong("drop"), help: "Schemes to take away, separated by commas.",
    completion: .list(DigestSchemeNames.all))
  var dropped: [String] = []

  @Flag(help: "Only say what would be written.")
  var dryRun = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let migration = try RecordMigration(adding: split(added), dropping: split(dropped))
    let documents = try selection.load()
    var suite = runner.suite(.check)
    suite.newSchemes = migration.added
    let prepared = suite
    let report = try await Interruption.guarding(prepared.client.workers) {
      try await prepared.run(documents) { _ in }
    }
    var entries: [Entry] = []
    for result in report.results {
      let entry = Entry(result, try migration.migrate(result, writes: !dryRun), isDryRun: dryRun)
      entries.append(entry)
      if !json { try Console.print(text(entry)) }
    }
    if json { try Console.write(try JSONText.encode(Document(scenarios: entries))) }
    throw ExitWith(entries.contains { $0.outcome == "refused" } ? .difference : .asExpected)
  }

  private func split(_ words: [String]) -> [String] { words.flatMap { $0.split(separator: ",").map(String.init) } }

  private func text(_ entry: Entry) -> String {
    var lines = ["\(entry.outcome)  \(PathText.visible(entry.file))" + (entry.reason.map { ": " + $0 } ?? "")]
    for cause in entry.causes {
      lines.append("  \(cause.message) [\(cause.code)]")
      lines += cause.details.map { "    " + PathText.visible($0) }
    }
    return lines.joined(separator: "\n")
  }

  private struct Document: Encodable {
    let schema = "lockstep-migration/v1"
    let scenarios: [Entry]
  }

  private struct Entry: Encodable {
    let name: String
    let file: String
    /// `written`, `would be written`, `unchanged`, `not used` or `refused`.
    let outcome: String
    let reason: String?
    /// Why it was refused.
    let causes: [Cause]

    init(_ result: ScenarioResult, _ outcome: RecordMigration.Outcome, isDryRun: Bool) {
      name = result.name
      file = result.file
      switch outcome {
      case .written: (self.outcome, reason, causes) = (isDryRun ? "would be written" : "written", nil, [])
      case .unchanged: (self.outcome, reason, causes) = ("unchanged", nil, [])
      case .notUsed: (self.outcome, reason, causes) = ("not used", nil, [])
      case .refused(let why): (self.outcome, reason, causes) = ("refused", why, result.causes)
      }
    }
  }
}
