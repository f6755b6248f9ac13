internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import History
internal import Model
internal import Reports

/// `lockstep history`: what runs gave over time.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Tells what runs gave over time: the trend, what changed at which commit, what is flaky, what is slow.",
    discussion: """
      Each "lockstep run" is remembered, in a file for each directory it is started in. docs/run-history.md has more.
      """,
    subcommands: [
      HistoryShowCommand.self, HistoryExportCommand.self, HistoryImportCommand.self, HistoryPruneCommand.self,
    ],
    defaultSubcommand: HistoryShowCommand.self)
}

/// Which history, and from when on.
struct HistoryChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp("The history; that of this directory when not given.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var history: String?

  @Option(
    help: ArgumentHelp(
      "Only runs from then on: an age as in 30d, or a day as in 2027-01-31.", valueName: "age|day"))
  var since: String?

  func validate() throws {
    if let since, HistoryAge.start(since) == nil {
      throw ValidationError("--since must be an age as in 30d or 12h, or a day as in 2027-01-31")
    }
  }

  /// Milliseconds since 1970.
  var start: Int64 { since.flatMap { HistoryAge.start($0) } ?? .min }

  /// - Throws: as ``path(_:)``.
  func path() throws(Breakdown) -> String { try Self.path(history) }

  /// - Parameter named: on the command line.
  /// - Throws: ``Breakdown`` when there is no place for one.
  static func path(_ named: String?) throws(Breakdown) -> String {
    guard let path = named ?? HistoryPlace.standard else {
      throw Breakdown(
        .environment, "there is no place for a history",
        remedy: "set XDG_STATE_HOME or HOME, or name a file with --history")
    }
    return path
  }
}

/// Ages and days as they are written on the command line.
enum HistoryAge {
  /// Milliseconds since 1970 of a day's begin, or of so long ago; nil for what is neither.
  static func start(_ text: String) -> Int64? {
    if let day = CalendarDay(text) { return day.secondsSince1970 * 1_000 }
    return AttestVerifyCommand.seconds(text).map { Today.milliseconds - $0 * 1_000 }
  }
}

/// `lockstep history show`: the page for people.
struct HistoryShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows the trend, what fails since when, the commits that changed digests, flaky and slow scenarios.")

  @Argument(help: "Names or files of scenarios; all when none is given.")
  var scenarios: [String] = []

  @OptionGroup var choice: HistoryChoice

  @Option(help: "Only runs on this machine.")
  var machine: String?

  @Option(help: ArgumentHelp("Lines of each list: 20, and all of them in JSON, unless given.", valueName: "n"))
  var lines: Int?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if let lines, !(1...100_000).contains(lines) { throw ValidationError("--lines must be from 1 to 100000") }
  }

  func run() throws {
    let store = try HistoryStore(path: try choice.path(), writes: false)
    let summary = try HistorySummary(
      store, since: choice.start, machine: machine, names: Set(scenarios), most: lines ?? (json ? 100_000 : 20))
    if json { return try Console.write(try JSONText.encode(summary)) }
    if summary.runs == 0 {
      Console.talk("lockstep: SELECTION: the history has no such run")
      throw ExitWith(.nothingSelected)
    }
    try Console.write(HistoryText.text(summary))
  }
}

/// `lockstep history export`: for another machine.
struct HistoryExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Prints the runs, one JSON object a line, for \"history import\" elsewhere.")

  @OptionGroup var choice: HistoryChoice

  func run() throws {
    let store = try HistoryStore(path: try choice.path(), writes: false)
    try store.forEach(since: choice.start) { try Console.write(try JSONText.line($0)) }
  }
}

/// `lockstep history import`: one history of many machines.
struct HistoryImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Adds runs: what \"history export\" printed elsewhere, and reports of run, merge and shards.",
    discussion: """
      A run that is there already is not added again. A report says when it began if it was written with --timing, and \
      where with --machine; for others the time of the file and the name given here count.
      """)

  @Argument(help: "Exported runs, or reports that --json printed.", completion: .file(extensions: ["json", "jsonl"]))
  var files: [String]

  @Option(
    help: ArgumentHelp("The history; that of this directory when not given.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var history: String?

  @Option(help: "The machine of reports that name none.")
  var machine = ""

  func run() throws {
    var runs: [HistoryRun] = []
    for file in files { runs += try HistoryImport.runs(file, machine: machine) }
    let path = try HistoryChoice.path(history)
    let added = try HistoryStore(path: path).add(runs)
    Console.talk("\(added) runs added, \(runs.count - added) were there")
  }
}

/// `lockstep history prune`: forget what is old.
struct HistoryPruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Forgets runs that are older than an age, and gives the room back.")

  @Option(
    help: ArgumentHelp("The history; that of this directory when not given.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var history: String?

  @Option(help: ArgumentHelp("What is kept: an age as in 90d, or from a day on.", valueName: "age|day"))
  var keep: String

  func validate() throws {
    if HistoryAge.start(keep) == nil {
      throw ValidationError("--keep must be an age as in 90d or 12h, or a day as in 2027-01-31")
    }
  }

  func run() throws {
    let path = try HistoryChoice.path(history)
    // Only what is there is opened: pruning makes no file.
    _ = try HistoryStore(path: path, writes: false)
    let count = try HistoryStore(path: path).prune(before: HistoryAge.start(keep) ?? .min)
    Console.talk("\(count) runs forgotten")
  }
}
