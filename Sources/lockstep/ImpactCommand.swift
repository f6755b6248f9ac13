internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep impact`: what changes when a file does.
struct ImpactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Says which instructions, stages and services change when a file does, or which files they need.",
    discussion: """
      The paths are relative to the context's root. Services are those of the compose files that Compose would find \
      there, of all profiles, or of those that --file names; they can be built from anywhere in the repository. With \
      --inverse STAGE the files that can invalidate that stage are listed instead, with --inverse service:NAME those \
      that can change the image of that service, its Dockerfile, ignore file and compose files among them: for a \
      Makefile's prerequisites or a CI's path filter.
      """)

  @Argument(help: "Paths, relative to the context's root.", completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "List the files that can invalidate this stage, its name or number; or this service, as service:NAME.",
      valueName: "stage"))
  var inverse: String?

  @Option(help: "How to list them: paths, one a line, or makefile, as prerequisites.")
  var format = Format.paths

  @Option(
    help: "The context's root: a directory, DIR#REV[:SUBDIR], or - for a tar on standard input.", completion: .directory
  )
  var context = "."

  @Option(help: "A tag, branch, commit or tree of the repository at the context.")
  var rev: String?

  @OptionGroup var options: IgnoreFileOptions

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup(title: "Compose options") var compose: ComposeFileOptions

  @Flag(help: "Print JSON.")
  var json = false

  enum Format: String, ExpressibleByArgument, CaseIterable { case paths, makefile }

  func validate() throws {
    if paths.isEmpty == (inverse == nil) { throw ValidationError("name paths, or a stage with --inverse") }
  }

  func run() async throws {
    let source = try ContextArgument.source(context, revision: rev)
    let answer = try await options.query(worker).impact(
      paths.map { PathText.escaped(BytePath($0)) }, inverse: inverse,
      compose: compose.choice(profiles: compose.profile.isEmpty ? ["*"] : compose.profile), in: source)
    for warning in answer.warnings { Console.talk("warning: \(warning)") }
    if json { return try Console.write(try JSONText.encode(ImpactJSON(answer))) }
    switch answer {
    case .forward(let impacts, let dockerfile, _):
      for impact in impacts { try Console.print(ImpactText.text(impact, dockerfile: dockerfile)) }
    case .inverse(let name, let files), .service(let name, let files, _):
      switch format {
      case .paths:
        for file in files { try Console.print(PathText.visible(file)) }
      case .makefile: try Console.print(Makefile.rule(name, files))
      }
    }
  }

  private enum Makefile {
    /// Names with characters that make cannot take are left out and named in a comment.
    static func rule(_ stage: String, _ files: [String]) -> String {
      let usable = files.filter { file in !file.utf8.contains { Array(":%\\\"'".utf8).contains($0) || $0 < 0x20 } }
      let left = files.filter { !usable.contains($0) }.map { "# left out: \(PathText.visible($0))\n" }.joined()
      let escaped = usable.map { name in
        String(
          decoding: name.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "#"): [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "$"): [byte, byte]
            default: [byte]
            }
          }, as: UTF8.self)
      }
      return left + ([stage + ":"] + escaped).joined(separator: " \\\n  ")
    }
  }

  /// The JSON of `impact`, schema `lockstep-impact/v1`.
  private struct ImpactJSON: Encodable {
    let schema = "lockstep-impact/v1"
    var impacts: [Impact]?
    var stage: String?
    var service: String?
    var files: [String]?
    let warnings: [String]

    init(_ answer: ImpactAnswer) {
      switch answer {
      case .forward(let impacts, _, _): self.impacts = impacts
      case .inverse(let stage, let files):
        self.stage = stage
        self.files = files
      case .service(let service, let files, _):
        self.service = service
        self.files = files
      }
      warnings = answer.warnings
    }
  }
}
