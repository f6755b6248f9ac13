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
      directory they are those on disk, of a commit those of a checkout with the umask 022. For each RUN that installs \
      dependencies it is said whether its lock and manifests are copied before it, and what else would make it run again.
      """,
    subcommands: [LayersShowCommand.self, LayersDiffCommand.self], defaultSubcommand: LayersShowCommand.self)
}

/// `lockstep layers show`: the table of steps.
struct LayersShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One line for each instruction that reads the context.",
    discussion: "Exit 0, or 1 when the build would fail at an instruction.")

  @Argument(help: "The context: a directory, or DIR#REV[:SUBDIR].", completion: .directory)
  var path = "."

  @Option(help: "A tag, branch or commit of the repository at PATH, perhaps with :SUBDIR.")
  var rev: String?

  @OptionGroup var options: LayersOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let source = try ContextArgument.source(path, revision: rev)
    let report = try await options.query(for: source).answer(source)
    for warning in report.warnings { Console.talk("warning: \(warning)") }
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

/// `lockstep layers diff`: which step first loses the cache.
struct LayersDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Says which instruction first loses BuildKit's cache between two states, and why.",
    discussion: "A and B are directories or DIR#REV[:SUBDIR]. Exit 0 when every step is the same, 1 when one is not.")

  @Argument(help: "The first state.", completion: .directory)
  var first: String

  @Argument(help: "The second state.", completion: .directory)
  var second: String

  @OptionGroup var options: LayersOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let (old, new) = (
      try ContextArgument.source(first, revision: nil), try ContextArgument.source(second, revision: nil)
    )
    let before = try await options.query(for: old).answer(old)
    let after = try await options.query(for: new).answer(new)
    let comparison = LayersComparison(before, after)
    if json {
      try Console.write(try JSONText.encode(comparison))
    } else {
      try Console.write(text(comparison, dockerfile: after.dockerfile))
    }
    throw ExitWith(comparison.first == nil ? .asExpected : .difference)
  }

  private func text(_ comparison: LayersComparison, dockerfile: String) -> String {
    guard let first = comparison.first else { return "no step loses the cache\n" }
    var text =
      "the cache is lost at \(PathText.visible(dockerfile)):\(first.line): \(PathText.visible(first.instruction))\n"
    for change in first.changes.prefix(20) {
      let mode =
        change.attributes.contains("mode") ? " \(change.modeBefore ?? "") → \(change.modeAfter ?? "")" : ""
      let only = change.attributes == ["mode"] ? ", nothing else" : ""
      text += "  \(PathText.visible(change.path)): \(change.attributes.joined(separator: ", "))\(mode)\(only)\n"
    }
    if first.changes.count > 20 { text += "  … and \(first.changes.count - 20) more\n" }
    if let explanation = first.explanation { text += "  \(explanation)\n" }
    let others = comparison.steps.filter { !$0.isSame }.dropFirst()
    if !others.isEmpty {
      text += "other steps with other content: lines \(others.map { String($0.line) }.joined(separator: ", "))\n"
    }
    return text
  }
}
