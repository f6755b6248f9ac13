internal import ArgumentParser
internal import ContextAdvice
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep ignore`: questions about ignore files.
struct IgnoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ignore", abstract: "Checks ignore files.", subcommands: [IgnoreLintCommand.self],
    defaultSubcommand: IgnoreLintCommand.self)
}

/// `lockstep ignore lint`: what is wrong with an ignore file, seen on its tree.
struct IgnoreLintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Finds what is wrong, useless or surprising in an ignore file, and tries a fix.",
    discussion: """
      Everything is seen on the tree at PATH: what rules match there, what the Dockerfile's COPY lines need, what is \
      in the context and should not be. A fix is shown with what became of the context when it was tried; nothing is \
      written. Exit 0, or 1 when a finding is at least as bad as --fail-on says.
      """)

  @Argument(help: "A directory, DIR#REV[:SUBDIR], or - for a tar on standard input.", completion: .directory)
  var path = "."

  @Option(help: "A tag, branch, commit or tree of the repository at PATH, perhaps with :SUBDIR.")
  var rev: String?

  @OptionGroup var options: IgnoreFileOptions

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @Option(help: "Exit 1 for findings of this level or worse: error, warning, note, or never.")
  var failOn = FailOn.error

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print SARIF 2.1.0, for code hosts.")
  var sarif = false

  @OptionGroup var color: ColorOption

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning, note, never

    var level: FindingLevel? { FindingLevel(rawValue: rawValue) }
  }

  func validate() throws {
    if json, sarif { throw ValidationError("--json and --sarif exclude each other") }
  }

  func run() async throws {
    let report = try await options.query(worker).lint(try ContextArgument.source(path, revision: rev))
    for warning in report.warnings { Console.talk("warning: \(warning)") }
    if json {
      try Console.write(try JSONText.encode(LintJSON(report)))
    } else if sarif {
      try Console.write(try SARIFReport.text(report.findings))
    } else {
      try Console.write(LintText.text(report.findings, style: color.style))
      Console.talk(summary(report))
    }
    if let level = failOn.level, report.findings.contains(where: { $0.level >= level }) {
      throw ExitWith(.difference)
    }
  }

  private func summary(_ report: LintReport) -> String {
    let file = report.ignoreFile.map { PathText.visible($0) } ?? "no ignore file"
    let counts = FindingLevel.allCases.reversed().compactMap { level -> String? in
      let count = report.findings.count { $0.level == level }
      return count == 0 ? nil : "\(count) \(level.rawValue)\(count == 1 ? "" : "s")"
    }
    let found = counts.isEmpty ? "nothing found" : counts.joined(separator: ", ")
    return
      "\(file): \(report.ruleCount) rules, \(report.contextEntryCount) of \(report.entryCount) entries in the context "
      + "(\(ByteCount.text(report.contextByteCount))): \(found)"
  }

  /// The JSON of `ignore lint`, schema `lockstep-ignore-lint/v1`.
  private struct LintJSON: Encodable {
    let schema = "lockstep-ignore-lint/v1"
    let commit: String?
    let ignoreFile: String?
    let rules: Int
    let entries: Int
    let contextEntries: Int
    let contextBytes: UInt64
    let findings: [Finding]
    let warnings: [String]

    init(_ report: LintReport) {
      commit = report.commit
      ignoreFile = report.ignoreFile
      rules = report.ruleCount
      entries = report.entryCount
      contextEntries = report.contextEntryCount
      contextBytes = report.contextByteCount
      findings = report.findings
      warnings = report.warnings
    }
  }
}
