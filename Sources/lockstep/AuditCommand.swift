internal import ArgumentParser
internal import Audit
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep audit`: what makes two builds differ.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Finds what in Dockerfiles and compose files makes two builds differ.",
    discussion: """
      Looks at every Dockerfile and compose file below PATH and at the Dockerfiles that only compose files name, with \
      the arguments and the context of their services; or with --dockerfile at one. docs/audit.md has the rules, \
      each with a bad and a good example. A comment "# lockstep: ignore=CODE reason" above an instruction suppresses a \
      finding. Exit 0, or 1 when a finding is at least as bad as --fail-on says.
      """)

  @Argument(help: "A directory, DIR#REV[:SUBDIR], or - for a tar on standard input.", completion: .directory)
  var path = "."

  @Option(help: "A tag, branch, commit or tree of the repository at PATH, perhaps with :SUBDIR.")
  var rev: String?

  @Option(help: "Look at this Dockerfile alone, from PATH.", completion: .file())
  var dockerfile: String?

  @Option(help: "Exit 1 for findings of this severity or worse: error, warning, note, or never.")
  var failOn = FailOn.error

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print SARIF 2.1.0, for code hosts.")
  var sarif = false

  @Flag(help: "Say also why each finding makes two builds differ.")
  var verbose = false

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var color: ColorOption

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning, note, never

    var severity: AuditSeverity? { AuditSeverity(rawValue: rawValue) }
  }

  func validate() throws {
    if json, sarif { throw ValidationError("--json and --sarif exclude each other") }
  }

  func run() async throws {
    let query = AdviceQuery(dockerfile: dockerfile ?? "Dockerfile", ignoreOverride: nil, client: worker.client)
    let report = try await query.audit(only: dockerfile, try ContextArgument.source(path, revision: rev))
    for warning in report.warnings { Console.talk("warning: \(warning)") }
    if json {
      try Console.write(try JSONText.encode(AuditJSON(report)))
    } else if sarif {
      try Console.write(try SARIFReport.text(report.findings))
    } else {
      try Console.write(AuditText.text(report.findings, style: color.style, verbose: verbose))
      Console.talk(summary(report))
    }
    if let severity = failOn.severity, report.findings.contains(where: { $0.severity >= severity }) {
      throw ExitWith(.difference)
    }
  }

  private func summary(_ report: AuditReport) -> String {
    guard !report.files.isEmpty else { return "no Dockerfile and no compose file found" }
    let counts = AuditSeverity.allCases.reversed().compactMap { severity -> String? in
      let count = report.findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let files = report.files.count == 1 ? "1 file" : "\(report.files.count) files"
    return "\(files): \(counts.isEmpty ? "nothing found" : counts.joined(separator: ", "))"
  }

  /// The JSON of `audit`, schema `lockstep-audit/v1`.
  private struct AuditJSON: Encodable {
    let schema = "lockstep-audit/v1"
    let commit: String?
    let files: [String]
    let findings: [AuditFinding]
    let warnings: [String]

    init(_ report: AuditReport) {
      commit = report.commit
      files = report.files
      findings = report.findings
      warnings = report.warnings
    }
  }
}
