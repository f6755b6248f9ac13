internal import ArgumentParser
internal import Fingerprints
internal import Model
internal import Reports

/// `lockstep merge`: the parts of a suite become one report.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Makes one report of the shards of a run, and proves that each scenario ran exactly once.",
    discussion: """
      REPORT is what "lockstep run --shard I/N --json" printed. The reports that are asked for are those of a run in one \
      piece. Exit 5 when a shard is missing, there twice or incomplete; otherwise that of the whole run. \
      With --assert-equal the reports are of the same suite on several machines, whole or merged: exit 1 when a digest is \
      not the same on all, with the classes of machines that agree.
      """)

  @Argument(help: "Reports of shards.", completion: .file(extensions: ["json"]))
  var reports: [String]

  @Flag(help: "Compare the digests of whole reports from several machines instead.")
  var assertEqual = false

  @OptionGroup var output: ReportOptions

  @Option(
    help: ArgumentHelp("Remember the merged run in FILE; --html shows its trend.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var history: String?

  func run() throws {
    let documents = try reports.map { (name: $0, report: try UserFile.report($0)) }
    if assertEqual { return try compare(documents) }
    let problems = try ReportMerging.problems(documents)
    var merged = try ReportMerging.merge(documents)
    if !problems.isEmpty { merged.incomplete = true }
    let historyFailure =
      problems.isEmpty ? history.flatMap { HistoryPlace.remember(merged, started: nil, in: $0) } : nil
    // Times are in the history, and in a report only where they are asked for.
    if !output.timing { merged.timing = nil }
    let failure = try output.write(merged, trend: HistoryPlace.trend(output, in: history)) ?? historyFailure
    if output.json {
      try JSONReport.write(merged) { try Console.write($0) }
    } else {
      for group in CauseGroups(merged).failures {
        try Console.print(
          "\(group.scenarios.count) × \(group.message) [\(PathText.visible(group.code))]"
            + (group.remedy.map { "\n  → " + $0 } ?? ""))
      }
      try Console.print("\(MarkdownReport.summary(merged)), from \(documents.count) shards")
      try output.printSummary(merged)
    }
    for problem in problems { Console.talk("lockstep: INCOMPLETE: \(problem)") }
    if let failure { throw failure }
    throw ExitWith(problems.isEmpty ? ExitStatus(rawValue: merged.exitStatus) ?? .internalFault : .incomplete)
  }

  private func compare(_ documents: [(name: String, report: ReportDocument)]) throws {
    for (name, report) in documents where report.shard != nil {
      throw Breakdown(
        .usage, "the report \(PathText.visible(name)) is of one shard", remedy: "merge the shards of each machine first"
      )
    }
    guard documents.count > 1 else {
      throw Breakdown(.usage, "--assert-equal compares two reports or more", remedy: "name one of each machine")
    }
    let agreement = MachineAgreement(documents)
    if output.json {
      try Console.write(try JSONText.encode(agreement))
    } else {
      try Console.write(AgreementText.text(agreement))
    }
    throw ExitWith(agreement.same ? .asExpected : agreement.differences.isEmpty ? .incomplete : .difference)
  }
}
