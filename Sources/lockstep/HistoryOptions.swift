internal import ArgumentParser
internal import Files
internal import Fingerprints
internal import Glibc
internal import Harness
internal import History
internal import Model
internal import Reports

/// Where a run is remembered.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Remember the run in FILE, not in that of this directory below $XDG_STATE_HOME/lockstep.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var history: String?

  @Flag(help: "Do not remember the run.")
  var noHistory = false

  func validate() throws {
    if history != nil, noHistory { throw ValidationError("--history and --no-history exclude each other") }
  }

  /// Looks whether a file that was named is a history, before a long run.
  ///
  /// - Throws: ``Breakdown`` of usage.
  func requireUsable() throws(Breakdown) {
    guard let history, access(history, F_OK) == 0 else { return }
    let isEmpty = FileStart.read(history, count: 1).isEmpty && UserFile.isRegular(history)
    guard isEmpty || HistoryPlace.isDatabase(history) else {
      throw Breakdown(.usage, "\(PathText.visible(history)) is no history of Lockstep", remedy: "name another file")
    }
  }

  /// Adds a run, and gives what kept it from being added. Where nobody asked for it, that is a warning and no more.
  func remember(_ report: ReportDocument, started: Int64?) -> Breakdown? {
    guard !noHistory, let path = history ?? HistoryPlace.standard else { return nil }
    let failure = HistoryPlace.remember(report, started: started, in: path)
    if history != nil { return failure }
    if let failure { Console.talk("warning: the run is not remembered: \(failure.message)") }
    return nil
  }
}

extension HistoryOptions {
  /// What the runs in the history came to, where a page is asked for that may differ from run to run: with a history that
  /// was named, or with times.
  func trend(_ output: ReportOptions) -> ReportTrend? {
    guard !noHistory else { return nil }
    return HistoryPlace.trend(output, in: history ?? (output.timing ? HistoryPlace.standard : nil))
  }
}

extension ReportTrend.Point {
  init(_ point: HistorySummary.Point) {
    self.init(
      started: CivilTime.nearest(toSecondsSince1970: point.started / 1_000).text, commit: point.commit,
      machine: point.machines.joined(separator: ", "), scenarios: point.scenarios, passed: point.passed,
      failed: point.failed, nondeterministic: point.nondeterministic, broken: point.broken, flaky: point.retried,
      seconds: point.seconds)
  }
}

/// Where histories lie, and what this machine is called in them.
enum HistoryPlace {
  /// As every SQLite file begins. Source: SQLite, "Database File Format", 1.3.
  private static let magic = Array("SQLite format 3\0".utf8)

  static func isDatabase(_ path: String) -> Bool { FileStart.read(path, count: magic.count) == magic }

  /// That of the current directory: `$XDG_STATE_HOME/lockstep/history/NAME-DIGEST.sqlite`; nil when there is no place.
  /// The names of scenario files count from there, so that each directory has its own.
  static var standard: String? {
    guard let root = UserDirectory.lockstep(in: "XDG_STATE_HOME", orHome: ".local/state"),
      let resolved = ResolvedPath.of(".")
    else { return nil }
    let here = Array(resolved.utf8)
    guard let digest = try? SHA256Digest.of(here).hex.prefix(12) else { return nil }
    let name = here.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? "root"
    let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }.prefix(60))
    return "\(root)/history/\(plain)-\(digest).sqlite"
  }

  /// `LOCKSTEP_MACHINE`, for runners that are called anew each night, or the host's name.
  static var machine: String {
    if let name = getenv("LOCKSTEP_MACHINE").map({ String(cString: $0) }), !name.isEmpty { return name }
    var info = utsname()
    guard uname(&info) == 0 else { return "" }
    return withUnsafeBytes(of: info.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// How many runs the page draws.
  private static let drawn = 60

  /// Adds a run to the history at `path`, and gives what kept it from being added.
  static func remember(_ report: ReportDocument, started: Int64?, in path: String) -> Breakdown? {
    do throws(Breakdown) {
      try HistoryStore(path: path).add([try run(report, started: started ?? Today.milliseconds)])
      return nil
    } catch {
      return error
    }
  }

  /// What the runs in the history at `path` came to; nil where no page is asked for, or there is no history.
  static func trend(_ output: ReportOptions, in path: String?) -> ReportTrend? {
    guard output.html != nil, let path, let store = try? HistoryStore(path: path, writes: false),
      let summary = try? HistorySummary(store, since: .min, machine: nil, names: [], most: drawn)
    else { return nil }
    return ReportTrend(points: summary.trend.map(ReportTrend.Point.init))
  }

  /// The machine with what may separate it from others.
  static func described() async -> ReportDocument.Machine {
    ReportDocument.Machine(name: machine, facts: await MachineDescription.facts())
  }

  /// - Throws: ``Breakdown`` when no digest can be made.
  static func run(_ report: ReportDocument, started: Int64, machine: String = HistoryPlace.machine) throws(Breakdown)
    -> HistoryRun
  {
    do {
      return try HistoryRun(report, started: started, machine: machine)
    } catch {
      throw Breakdown(.environment, "history: no digest can be made", remedy: "see \"lockstep doctor\"")
    }
  }
}
