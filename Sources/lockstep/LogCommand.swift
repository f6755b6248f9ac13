internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep log`: the commits that changed what a build depends on.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Lists the commits at which the context, a COPY or a lockfile changed, and what changed.",
    discussion: """
      Each commit is compared with its first parent, a merge with what it was merged into. The context is always looked \
      at; --copies adds the digests BuildKit caches each COPY and ADD by, --locks what each lockfile means, whatever its \
      bytes. Dates are the committers', in UTC. Exit 0, whether or not there are such commits. docs/history.md has more.
      """)

  @Argument(help: "A..B for the commits of B that A does not have, or B for all of its history.")
  var range = "HEAD"

  @Option(help: "A directory of the repository; the context unless --context is given.", completion: .directory)
  var repo = "."

  @Option(
    help: ArgumentHelp("The context's root, from the repository's root.", valueName: "dir"), completion: .directory)
  var context: String?

  @Option(help: "The Dockerfile, from the context's root.", completion: .file())
  var dockerfile = "Dockerfile"

  @Flag(help: "Also compare what each COPY and ADD takes.")
  var copies = false

  @Flag(help: "Also compare what the lockfiles below --repo mean.")
  var locks = false

  @Option(help: ArgumentHelp("List the newest N such commits and stop.", valueName: "n"))
  var limit: Int?

  @Flag(help: "Follow only the first parent of merges.")
  var firstParent = false

  @Flag(help: "Neither use nor write the cache of blob digests in $XDG_CACHE_HOME/lockstep.")
  var noCache = false

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @Flag(name: [.short, .long], help: "Show what changed: digests, paths and attributes, packages.")
  var verbose = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() async throws {
    var query = HistoryQuery(repository: repo, client: worker.client)
    query.range = range
    query.directory = try context.map { (path) throws(Breakdown) in try directory(path) }
    query.dockerfile = dockerfile
    query.wantsCopies = copies
    query.wantsLocks = locks
    query.firstParent = firstParent
    query.limit = limit
    query.threads = Processors.count
    query.cacheDirectory = noCache ? nil : CacheLocation.directory
    let report = try await query.answer()
    for warning in report.warnings { Console.talk("warning: \(warning)") }
    if json { return try Console.write(try JSONText.encode(LogJSON(report))) }
    let text = LogText(dockerfile: dockerfile, verbose: verbose)
    for commit in report.commits { try Console.write(text.text(commit)) }
    Console.talk(LogText.summary(report))
  }

  private func directory(_ path: String) throws(Breakdown) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    guard !path.hasPrefix("/"), !parts.contains("..") else {
      throw Breakdown(
        .usage, "the context \(PathText.visible(path)) is no directory below the repository's root",
        remedy: "name it from the repository's root")
    }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
