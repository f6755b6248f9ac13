internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep context`: what a builder would receive.
struct ContextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "context", abstract: "Lists, hashes and compares build contexts.",
    discussion: """
      A context is a directory as it is, untracked files included; with --rev a commit of the repository there, \
      read from git's objects alone; or - for a tar on standard input. docs/contexts.md has what each means.
      """,
    subcommands: [ContextLsCommand.self, ContextHashCommand.self, ContextDiffCommand.self],
    defaultSubcommand: ContextLsCommand.self)
}

/// `lockstep context ls`: the entries.
struct ContextLsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "Lists the entries of a context: mode, size, SHA-256 and path.",
    discussion: """
      With --compose the services of PATH's compose files are listed instead, each with its context, its Dockerfile, \
      its ignore file and its digest; docs/compose.md has the rules. With --service the entries are those of that \
      service's context. Exit 0, or with --compose 1 when a service could not be built from what is in the \
      repository; 6 or 7 when a context could not be read.
      """)

  @Argument(help: "A directory, DIR#REV[:SUBDIR], or - for a tar on standard input.", completion: .directory)
  var path = "."

  @Flag(help: "List the services of compose files with their contexts.")
  var compose = false

  @Option(help: "A tag, branch, commit or tree of the repository at PATH, perhaps with :SUBDIR.")
  var rev: String?

  @OptionGroup var options: ContextOptions

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var engine: EngineOption

  @OptionGroup var platform: PlatformOption

  @OptionGroup var service: ComposeServiceOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    try service.validate(excluding: options)
    if listsServices, options.ignoring.isGiven || engine.engine != .buildkit {
      throw ValidationError("--dockerfile, --ignore-file and --engine are not for --compose: each service has its own")
    }
    if platform.platform != nil, listsServices || engine.engine != .buildkit {
      throw ValidationError("--as is for one context as buildkit receives it")
    }
    if compose, service.service != nil { throw ValidationError("--compose and --service exclude each other") }
  }

  private var listsServices: Bool { service.service == nil && (compose || service.files.isGiven) }

  func run() async throws {
    let source = try ContextArgument.source(path, revision: rev)
    if listsServices { return try await listServices(source) }
    let build = try await service.build(source, worker)
    var query = try options.query(worker, engine: engine.engine, build: build)
    query.platform = platform.platform
    let answer = try await query.answer(build?.source ?? source, wanted: .entries)
    for warning in answer.warnings { Console.talk("warning: \(warning)") }
    if json { return try Console.write(try JSONText.encode(ContextJSON(answer))) }
    var text = ""
    let width = answer.entries.map { String($0.size).count }.max() ?? 1
    for entry in answer.entries {
      let size = String(entry.size)
      let name = PathText.visible(entry.path) + (entry.type == "dir" ? "/" : "")
      let link = entry.link.map { " -> " + PathText.visible($0) } ?? ""
      let padding = String(repeating: " ", count: width - size.count)
      text +=
        "\(ContextJSON.mode(entry.permissions)) \(padding)\(size) \(entry.sha256?.prefix(12) ?? "-           ") \(name)\(link)\n"
    }
    try Console.write(text)
    Console.talk(
      "\(answer.entryCount) entries, \(answer.byteCount) bytes; ignore file: \(answer.ignoreFile.map { PathText.visible($0) } ?? "none")"
    )
    Console.talk("lockstep-v1 \(answer.digest)")
    for line in answer.platform.map(PlatformText.lines) ?? [] { Console.talk(line) }
  }

  private func listServices(_ source: ContextSource) async throws {
    let query = service.files.query(
      worker, cacheDirectory: options.noCache ? nil : CacheLocation.directory)
    let answer = try await query.list(source)
    for warning in answer.warnings { Console.talk("warning: \(warning)") }
    if json {
      try Console.write(try JSONText.encode(ComposeJSON(answer)))
    } else {
      try Console.write(ComposeTable.text(answer))
      for problem in ComposeTable.problems(answer) { Console.talk(problem) }
      let disabled = answer.services.filter { !$0.isEnabled }.map { PathText.visible($0.name) }
      if !disabled.isEmpty {
        Console.talk("not enabled by a profile: \(disabled.joined(separator: ", ")); see --profile")
      }
    }
    switch answer.worstProblem {
    case nil: return
    case .usage, .selection: throw ExitWith(.difference)
    case let domain?: throw ExitWith(ExitStatus(domain))
    }
  }
}
