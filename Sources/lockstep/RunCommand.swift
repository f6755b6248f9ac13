internal import ArgumentParser
internal import Files
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

      A scenario with "skip" does not run; one with "xfail" must fail; one in "quarantine" may, until its day has \
      passed. --retries is for runs that broke on this machine only: what was observed, and runs that disagree, are never \
      tried again. Where nothing ran, the exit status is 4.
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup(title: "What varies") var variation: VariationOptions
  @OptionGroup var color: ColorOption
  @OptionGroup var bisect: BisectOption

  @Flag(help: "Write records, new ones and changed ones.")
  var accept = false

  @Flag(help: "Never write; a missing record is a failure. The default when CI is set.")
  var check = false

  @OptionGroup var runner: RunnerOptions

  @OptionGroup var limits: LimitOptions

  @Option(help: ArgumentHelp("Start no further scenario after N failures.", valueName: "n"))
  var maxFail: Int?

  @Flag(help: "Only scenarios that failed when they last ran; all when none of those selected did.")
  var lastFailed = false

  @Option(
    help: "What to do about records that belong to no scenario: warn, fail or delete.",
    completion: .list(["warn", "fail", "delete"]), transform: RunCommand.handling)
  var unreferenced: UnreferencedRecords.Handling = .warn

  @Option(
    help: ArgumentHelp(
      "Run one part of the scenarios: 2/8, or auto where a scheduler says which.",
      discussion:
        "auto reads what Bazel, Slurm arrays, Buildkite, CircleCI, GitLab and indexed Jobs of Kubernetes (with "
        + "LOCKSTEP_SHARDS) say.",
      valueName: "i/n"), completion: .list(["auto"]))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "Balance the parts by how long scenarios took: a report of run --json --timing, or a history.",
      discussion: "All parts must be given the same, that no run writes to meanwhile.", valueName: "file"),
    completion: .file())
  var shardTimes: String?

  @Option(
    help: ArgumentHelp("Fail only for what did not fail in REPORT, which run --json wrote.", valueName: "report"),
    completion: .file())
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "Take what had finished from REPORT, which an interrupted run --json wrote, and run the rest.",
      discussion: "A scenario whose file or record is newer than REPORT runs again.", valueName: "report"),
    completion: .file())
  var resume: String?

  @OptionGroup(title: "Reports") var output: ReportOptions

  @OptionGroup var remembering: HistoryOptions

  @Flag(
    help: "Keep the trees that differ, say where they lie, and hand them to diffoscope where it is installed.")
  var diffoscope = false

  @Flag(
    name: [.short, .long],
    help: "Show digests and findings of every scenario and the conditions of each run, with --timing its time.")
  var verbose = false

  @Flag(name: [.short, .long], help: "Print only what failed, and the summary; no progress.")
  var quiet = false

  private static let handling: @Sendable (String) throws -> UnreferencedRecords.Handling = { word in
    if let handling = UnreferencedRecords.Handling(rawValue: word) { return handling }
    throw ValidationError("it must be warn, fail or delete")
  }

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    if accept, check { throw ValidationError("--accept and --check exclude each other") }
    if let maxFail, maxFail < 1 { throw ValidationError("--max-fail must be at least 1") }
    if output.json, diffoscope { throw ValidationError("--json and --diffoscope exclude each other") }
    if shardTimes != nil, shard == nil { throw ValidationError("--shard-times needs --shard") }
    if shard != nil, unreferenced != .warn {
      throw ValidationError("--unreferenced=\(unreferenced.rawValue) needs the whole suite: leave it out of --shard")
    }
  }

  func run() async throws {
    let memory = CacheLocation.directory.map { LastFailed(cache: $0) }
    let selected = try variation.applied(to: chosen(try selection.load(), memory))
    let known = try baseline.map { try UserFile.report($0) }
    try output.requireWritable()
    try remembering.requireUsable()
    let (planned, shard) = try part(of: selected)
    let earlier = try resume.map { try ResumedReport(try UserFile.report($0), path: $0, for: planned) }
    if let count = earlier?.ranOtherwise, count > 0 {
      Console.talk("lockstep: \(count) of the report ran under other conditions than are asked for now; they run again")
    }
    let documents = earlier?.remaining ?? planned
    let records = try RecordSearch.unreferenced(in: selection.paths, handling: unreferenced)
    var runner = self.runner.suite(mode)
    runner.searchBudget = variation.searchBudget ?? SuiteRunner.defaultSearchBudget
    runner.maximumFailures = maxFail
    runner.keepsTrees = diffoscope
    runner.keepsManifests = false
    runner.baseline = known?.failing ?? [:]
    if let known, let baseline, !known.scenarios.isEmpty {
      let files = Set(known.scenarios.map(\.file))
      if !documents.contains(where: { files.contains($0.file) }) {
        Console.talk(
          "warning: the baseline \(PathText.visible(baseline)) has none of these scenarios; name them as it does")
      }
    }
    let suite = runner
    let console = ConsoleReport(
      style: output.json ? .plain : color.style, names: documents.map(\.scenario.name), verbose: verbose,
      timed: output.timing, columns: TerminalSize.columns(of: STDOUT_FILENO))
    let progress = RunProgress(
      documents: documents, console: console, prints: !output.json, amount: quiet ? .failures : .scenarios,
      names: suite.jobs,
      stream: LineStream(
        output.jsonl, after: earlier?.taken ?? [], part: shard.map { ($0, planned.map(\.file)) }))
    let workers = suite.client.workers
    var report = try await Interruption.guarding(
      workers, atSignal: { progress.finish() },
      whenInterrupted: {
        let report = SuiteReport(results: progress.results(documents), seconds: 0)
        writeIncomplete(report, earlier, shard)
        return "\(report.results.count { $0.status != .notRun }) of \(documents.count) scenarios had finished"
      }
    ) {
      // What an interruption broke says nothing about the scenarios.
      try await suite.run(documents) { event in if !workers.isStopping { progress.note(event) } }
    }
    progress.finish()
    memory?.note(report.results)
    report.unreferenced = records
    for line in UnreferencedText.lines(records) { Console.talk(line) }
    var document = ReportDocument(report, timing: output.timing, shard: shard)
    earlier?.complete(&document)
    if output.machine { document.machine = await HistoryPlace.described() }
    // The files first: whoever waits for the end of standard output then finds them.
    let historyFailure = remember(report, as: document, resumed: earlier != nil)
    let reportFailure = try output.write(document, trend: remembering.trend(output))
    if output.json {
      try JSONReport.write(document) { try Console.write($0) }
    } else {
      try Console.print((report.results.count > 1 ? "\n" : "") + console.summary(report))
      if let earlier, earlier.count > 0 {
        try Console.print("with \(earlier.count) from before: \(MarkdownReport.summary(document))")
      }
      if let shard {
        try Console.print("shard \(shard.index) of \(shard.total), of \(shard.scenarios) scenarios in all")
      }
      if !quiet { for line in VariationText.lines(report) { try Console.print(line) } }
      try output.printSummary(document)
    }
    if diffoscope { handOver(report) }
    if let failure = progress.writeFailure { throw failure }
    if let failure = reportFailure ?? historyFailure { throw failure }
    if shard != nil, planned.isEmpty { throw ExitWith(.asExpected) }
    if earlier != nil { throw ExitWith(ExitStatus(rawValue: document.exitStatus) ?? .internalFault) }
    if report.exitStatus == .nothingSelected { Console.talk("lockstep: SELECTION: every scenario was skipped") }
    throw ExitWith(report.exitStatus)
  }

  /// What `--last-failed` leaves; everything, and a word about it, when there is nothing to go by.
  private func chosen(_ documents: [ScenarioDocument], _ memory: LastFailed?) -> [ScenarioDocument] {
    guard lastFailed else { return documents }
    guard let memory else {
      Console.talk("lockstep: what failed last is not known: neither XDG_CACHE_HOME nor HOME is set; running all")
      return documents
    }
    let failed = memory.selection(of: documents)
    if failed.isEmpty {
      Console.talk("lockstep: no selected scenario is known to have failed when it last ran; running all")
    }
    return failed.isEmpty ? documents : failed
  }

  private var mode: RecordMode {
    if accept { return .accept }
    if check { return .check }
    let isCI = getenv("CI").map { !["", "0", "false"].contains(String(cString: $0)) } ?? false
    return isCI ? .check : .addMissing
  }
}
