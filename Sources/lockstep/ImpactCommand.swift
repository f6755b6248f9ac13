internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep impact`: what changes when a file does.
struct ImpactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Says which instructions and stages change when a file does, or which files a stage needs.",
    discussion: """
      The paths are relative to the context's root. With --inverse STAGE the files that can invalidate that stage are \
      listed instead, for a Makefile's prerequisites or a CI's path filter.
      """)

  @Argument(help: "Paths, relative to the context's root.")
  var paths: [String] = []

  @Option(help: "List the files that can invalidate this stage: its name or number.")
  var inverse: String?

  @Option(help: "How to list them: paths, one a line, or makefile, as the prerequisites of the stage.")
  var format = Format.paths

  @Option(help: "The context's root: a directory, or DIR#REV[:SUBDIR].", completion: .directory)
  var context = "."

  @Option(help: "A tag, branch or commit of the repository at the context.")
  var rev: String?

  @OptionGroup var options: IgnoreFileOptions

  @Flag(help: "Print JSON.")
  var json = false

  enum Format: String, ExpressibleByArgument, CaseIterable { case paths, makefile }

  func validate() throws {
    if paths.isEmpty == (inverse == nil) { throw ValidationError("name paths, or a stage with --inverse") }
  }

  func run() async throws {
    let source = try ContextArgument.source(context, revision: rev)
    let answer = try await options.query().impact(
      paths.map { PathText.escaped(BytePath($0)) }, inverse: inverse, in: source)
    if json { return try Console.write(try JSONText.encode(ImpactJSON(answer))) }
    switch answer {
    case .forward(let impacts):
      for impact in impacts { try Console.print(text(impact)) }
    case .inverse(let stage, let files):
      switch format {
      case .paths:
        for file in files { try Console.print(PathText.visible(file)) }
      case .makefile: try Console.print(Makefile.rule(stage, files))
      }
    }
  }

  private func text(_ impact: Impact) -> String {
    let path = PathText.visible(impact.path)
    guard impact.isInContext else { return "\(path)\n    not in the context: nothing changes" }
    var lines = [path]
    for step in impact.steps {
      lines.append(
        "    \(PathText.visible(options.dockerfile)):\(step.line): \(PathText.visible(step.instruction)) "
          + "(stage \(PathText.visible(step.stage)))")
    }
    lines.append(
      impact.stages.isEmpty
        ? "    no stage takes it" : "    stages: \(impact.stages.map { PathText.visible($0) }.joined(separator: ", "))")
    if !impact.locks.isEmpty { lines.append("    it is a lockfile: what is installed changes with it") }
    return lines.joined(separator: "\n")
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
    var files: [String]?

    init(_ answer: ImpactAnswer) {
      switch answer {
      case .forward(let impacts): self.impacts = impacts
      case .inverse(let stage, let files):
        self.stage = stage
        self.files = files
      }
    }
  }
}
