internal import ArgumentParser
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import Reports

/// `lockstep run`: scenarios in, verdicts out.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs scenarios and compares the results with each other, with what is expected and with the record.",
    discussion: """
      Each scenario runs several times, every run in a process of its own and under other conditions. The record \
      NAME.lock beside NAME.yml holds the accepted results. Without --accept and --check, a record is written only \
      where there is none; with CI set in the environment, --check is the default.
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup(title: "What varies") var variation: VariationOptions
  @OptionGroup var color: ColorOption
  @OptionGroup var bisect: BisectOption

  @Flag(help: "Write records, new ones and changed ones.")
  var accept = false

  @Flag(help: "Never write; a missing record is a failure. The default when CI is set.")
  var check = false

  @Option(name: [.short, .long], help: "Runs at a time; the number of processors when not given.")
  var jobs: Int?

  @Option(help: "Seconds after which a run is ended.")
  var timeout: Int = Int(WorkerClient.defaultTimeLimit)

  @Flag(help: "Print the report as JSON on standard output.")
  var json = false

  @Option(help: "Write a JUnit XML report to FILE.", completion: .file())
  var junit: String?

  @Flag(
    help: "Keep the trees that differ, say where they lie, and hand them to diffoscope where it is installed.")
  var diffoscope = false

  @Flag(name: [.short, .long], help: "Show digests, findings and conditions of every scenario.")
  var verbose = false

  func validate() throws {
    if accept, check { throw ValidationError("--accept and --check exclude each other") }
    if let jobs, !(1...512).contains(jobs) { throw ValidationError("--jobs must be from 1 to 512") }
    if json, diffoscope { throw ValidationError("--json and --diffoscope exclude each other") }
    if junit == "" || junit == "-" { throw ValidationError("--junit needs the name of a file") }
    if !(1...86_400).contains(timeout) { throw ValidationError("--timeout must be from 1 to 86400 seconds") }
  }

  func run() async throws {
    let documents = try variation.applied(to: try selection.load())
    var runner = SuiteRunner(
      jobs: jobs ?? Processors.count, mode: mode, client: WorkerClient(timeLimit: UInt32(timeout)),
      searchBudget: variation.searchBudget ?? SuiteRunner.defaultSearchBudget)
    runner.keepsTrees = diffoscope
    let console = ConsoleReport(
      style: json ? .plain : color.style, names: documents.map(\.scenario.name), verbose: verbose)
    let progress = RunProgress(documents: documents, console: console, prints: !json)
    let workers = runner.client.workers
    let report = try await Interruption.guarding(
      workers,
      whenInterrupted: {
        "\(progress.printed) of \(documents.count) scenarios had finished"
      }
    ) {
      // What an interruption broke says nothing about the scenarios.
      try await runner.run(documents) { event in if !workers.isStopping { progress.note(event) } }
    }
    progress.finish()
    // The file first: whoever waits for the end of standard output then finds it.
    var reportFailure: Breakdown?
    if let junit {
      do throws(Breakdown) { try ReportFile.write(JUnitReport.text(report), to: junit) } catch { reportFailure = error }
    }
    if json {
      try Console.write(try JSONReport.text(report))
    } else {
      try Console.print((report.results.count > 1 ? "\n" : "") + console.summary(report))
      for line in VariationText.lines(report) { try Console.print(line) }
    }
    if diffoscope { handOver(report) }
    if let failure = progress.writeFailure { throw failure }
    if let reportFailure { throw reportFailure }
    throw ExitWith(report.exitStatus)
  }

  private func handOver(_ report: SuiteReport) {
    for result in report.results {
      for trees in result.keptTrees {
        Console.talk(
          "\(PathText.visible(result.name)), \(PathText.visible(trees.subject)): "
            + "the trees are in \(PathText.visible(trees.left)) and \(PathText.visible(trees.right))")
        do throws(Breakdown) {
          try Diffoscope.compare(trees.left, trees.right)
        } catch {
          Console.talk(error.message + (error.remedy.map { "; " + $0 } ?? ""))
        }
      }
    }
  }

  private var mode: RecordMode {
    if accept { return .accept }
    if check { return .check }
    let isCI = getenv("CI").map { !["", "0", "false"].contains(String(cString: $0)) } ?? false
    return isCI ? .check : .addMissing
  }
}
