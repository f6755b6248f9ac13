internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep locks show`: a table of lockfiles with what is to be said about them.
struct LocksShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One line for each lockfile, its findings below, and what does not agree with it.",
    discussion: """
      Grades: A every artifact pinned with a hash, B exact versions, C ranges or moving references, U cannot be read. \
      Freshness says whether the manifest is still the one that the lock was made from. Lockfiles below node_modules, \
      .venv and the like belong to others and are left out. A file that is named is read whatever its name, when its \
      content tells what it is. Exit 0; 1 for what --min-grade, --fail-stale and --fail-inconsistent refuse; \
      4 when there is no lockfile.

      Examples:
        lockstep locks services/api
        lockstep locks --rev HEAD~1 --json
        lockstep locks --target py3.11-linux-aarch64
        lockstep locks --min-grade B --fail-stale --fail-inconsistent
      """)

  @Argument(
    help: "A lockfile, a directory or repository to search, DIR#REV[:PATH] or FILE#REV.", completion: .file())
  var path = "."

  @Option(help: "A tag, branch, commit or tree of the repository at PATH, perhaps with :SUBDIR or :FILE.")
  var rev: String?

  @Flag(help: "Include lockfiles below node_modules, .venv and other folders that tools fill.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "Say also what is installed on a platform, such as py3.11-linux-aarch64 or linux-x86_64-musl; may be repeated."))
  var target: [String] = []

  @Option(help: ArgumentHelp("Exit 1 when a lockfile has a worse grade, A, B or C, or none (U).", valueName: "grade"))
  var minGrade: MinimumGrade?

  @Flag(help: "Exit 1 when a lockfile is stale.")
  var failStale = false

  @Flag(help: "Exit 1 when locks, manifests or builds do not agree.")
  var failInconsistent = false

  @Option(help: ArgumentHelp("Show so many findings of each lockfile; all with -v.", valueName: "count"))
  var findings = 3

  @Flag(name: .shortAndLong, help: "Show all findings, whole digests, and what each freshness was decided by.")
  var verbose = false

  @Flag(help: "Print JSON, packages included.")
  var json = false

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var color: ColorOption

  @OptionGroup var bisect: BisectOption

  /// What is good enough, from the best on.
  enum MinimumGrade: String, ExpressibleByArgument, CaseIterable {
    case a = "A"
    case b = "B"
    case c = "C"
    case unreadable = "U"

    init?(argument: String) { self.init(rawValue: argument.uppercased()) }

    func allows(_ grade: String) -> Bool {
      let order = Self.allCases.map(\.rawValue)
      guard let wanted = order.firstIndex(of: rawValue), let found = order.firstIndex(of: grade) else { return false }
      return found <= wanted
    }
  }

  func validate() throws {
    if findings < 0 { throw ValidationError("--findings must not be negative") }
  }

  func run() async throws {
    var query = LocksQuery(client: worker.client)
    query.includesForeign = all
    query.wantsPackages = json
    query.targets = target
    let report = try await query.answer(try LocksArgument.source(path, revision: rev))
    for warning in report.warnings { Console.talk("warning: \(warning)") }
    if json {
      try Console.write(try JSONText.encode(LocksDocument(report)))
    } else {
      let text = LocksText(style: color.style, limit: verbose ? nil : findings)
      try Console.write(text.text(report))
    }
    guard !report.locks.isEmpty else {
      throw Breakdown(
        .selection, "no lockfile found in \(PathText.visible(path))",
        remedy: all ? nil : "those below node_modules, .venv and the like are shown with --all")
    }
    let problems = problems(report)
    for problem in problems { Console.talk(problem) }
    if !problems.isEmpty { throw ExitWith(.difference) }
  }

  /// What was asked to fail for, one line each.
  private func problems(_ report: LocksReport) -> [String] {
    // Of what could not be read no grade is known.
    var problems = minGrade == nil ? [] : report.warnings
    for lock in report.locks {
      let name = PathText.visible(lock.facts.path)
      if let minGrade, !minGrade.allows(lock.facts.grade) {
        problems.append("\(name): grade \(lock.facts.grade), below \(minGrade.rawValue)")
      }
      if failStale, lock.facts.freshness == "stale" {
        problems.append("\(name): stale: \(PathText.visible(lock.facts.freshnessRule))")
      }
    }
    if failInconsistent, !report.consistency.isEmpty {
      let count = report.consistency.count
      problems.append(count == 1 ? "1 thing does not agree" : "\(count) things do not agree")
    }
    return problems
  }
}
