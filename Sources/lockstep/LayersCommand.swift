internal import ArgumentParser
internal import ContextAdvice
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep layers`: what each COPY and ADD takes, as BuildKit caches it.
struct LayersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layers",
    abstract: "Shows what each COPY and ADD takes of the context, and the digest it is cached by.",
    discussion: """
      The digests are BuildKit's own content checksums, computed without Docker. Modes count in full there: of a \
      directory they are those on disk, of a commit those of a checkout with the umask 022, of a tar its own, with its \
      owners. For each RUN that installs \
      dependencies it is said whether its lock and manifests are copied before it, and what else would make it run again.
      """,
    subcommands: [LayersShowCommand.self, LayersDiffCommand.self], defaultSubcommand: LayersShowCommand.self)
}

/// `lockstep layers show`: the table of steps.
struct LayersShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One line for each instruction that reads the context.",
    discussion: """
      With --capture the report and the modes, sizes and digests of all entries are written to a file as well, which \
      "layers diff" takes as A or B on another machine. It has names and no contents. Exit 0, or 1 when the build would \
      fail at an instruction.
      """)

  @Argument(
    help: "The context: a directory, DIR#REV[:SUBDIR], or - for a tar on standard input.", completion: .directory)
  var path = "."

  @Option(help: "A tag, branch, commit or tree of the repository at PATH, perhaps with :SUBDIR.")
  var rev: String?

  @OptionGroup var options: LayersOptions

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @Option(
    help: ArgumentHelp("Write a capture to FILE, for \"layers diff\" on another machine.", valueName: "file"),
    completion: .file())
  var capture: String?

  @OptionGroup var service: ComposeServiceOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    try service.requireService()
    if service.service != nil, options.isGiven {
      throw ValidationError(
        "--dockerfile, --ignore-file, --target and --build-arg are the service's own with --service")
    }
  }

  func run() async throws {
    let source = try ContextArgument.source(path, revision: rev)
    let build = try await service.build(source, worker)
    let query = if let build { options.query(build, worker) } else { try options.query(for: source, worker) }
    let report = try await query.answer(build?.source ?? source)
    for warning in report.warnings { Console.talk("warning: \(warning)") }
    if let capture { try ReportFile.write(try JSONText.encode(LayersCapture(report)), to: capture) }
    if json {
      try Console.write(try JSONText.encode(LayersJSON(report)))
    } else {
      try Console.write(text(report))
      try Console.write(report.installs.map { InstallText.text($0) + "\n" }.joined())
      if report.steps.isEmpty {
        Console.talk("no instruction of \(PathText.visible(report.dockerfile)) reads the context")
      }
    }
    if report.steps.contains(where: { $0.error != nil }) { throw ExitWith(.difference) }
  }

  private func text(_ report: LayersReport) -> String {
    var text = ""
    for step in report.steps {
      let files = step.files == 1 ? "1 file" : "\(step.files) files"
      text += "\(PathText.visible(report.dockerfile)):\(step.line)  \(PathText.visible(step.instruction))\n"
      text += "    stage \(PathText.visible(step.stage)), \(files), \(ByteCount.text(step.bytes))\n"
      if let error = step.error { text += "    the build fails here: \(error)\n" }
      if let digest = step.contentDigest { text += "    \(digest)\n" }
      if !step.unresolved.isEmpty {
        text += "    not known here: \(step.unresolved.map { PathText.visible($0) }.joined(separator: ", "))\n"
      }
    }
    return text
  }

  /// The JSON of `layers`, schema `lockstep-layers/v1`.
  private struct LayersJSON: Encodable {
    struct Step: Encodable {
      let line: Int
      let instruction: String
      let stage: String
      let sources: [String]
      let files: Int
      let bytes: UInt64
      let contentDigest: String?
      let error: String?
      let unresolved: [String]

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(line, forKey: .line)
        try container.encode(instruction, forKey: .instruction)
        try container.encode(stage, forKey: .stage)
        try container.encode(sources, forKey: .sources)
        try container.encode(files, forKey: .files)
        try container.encode(bytes, forKey: .bytes)
        // Null, not absent: one of the two always is.
        try container.encode(contentDigest, forKey: .contentDigest)
        try container.encode(error, forKey: .error)
        try container.encode(unresolved, forKey: .unresolved)
      }

      private enum CodingKeys: String, CodingKey {
        case line, instruction, stage, sources, files, bytes, contentDigest, error, unresolved
      }
    }

    let schema = "lockstep-layers/v1"
    let commit: String?
    let dockerfile: String
    let ignoreFile: String?
    let steps: [Step]
    let installs: [InstallJSON]
    let warnings: [String]

    init(_ report: LayersReport) {
      commit = report.commit
      dockerfile = report.dockerfile
      ignoreFile = report.ignoreFile
      steps = report.steps.map {
        Step(
          line: $0.line, instruction: $0.instruction, stage: $0.stage, sources: $0.sources, files: $0.files,
          bytes: $0.bytes, contentDigest: $0.contentDigest, error: $0.error, unresolved: $0.unresolved)
      }
      installs = report.installs.map(InstallJSON.init)
      warnings = report.warnings
    }
  }
}
