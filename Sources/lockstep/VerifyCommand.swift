internal import ArgumentParser
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import Reports

/// `lockstep verify`: whether a tag is what it should be.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Verifies a release tag: one line a check, the verdict last.",
    discussion: """
      Looks at the tag (its kind, its own name, its signature with keys that you name), whether it has moved, whether files \
      of the project give its version, submodules, files of Git LFS, an archive, the context by two routes and several \
      runs, lockfiles and, with a scenario that builds, outputs. No network is used without --remote, and never your own \
      keyring. What was not checked is said, with the reason. Exit 0 when all that is required was checked and passed, \
      1 otherwise. docs/releases.md has the checks, the policy of a scenario and the JSON.

      Examples:
        lockstep verify v1.2.0
        lockstep verify v1.2.0 --allowed-signers release-keys --archive widget-1.2.0.tar.gz
        lockstep verify v1.2.0 --scenario Scenarios/release.yml --remote https://example.org/acme/widget
        lockstep verify v1.2.0 --since v1.1.0 --format markdown
      """)

  @Argument(help: "The tag, as v1.2.0 or refs/tags/v1.2.0.")
  var tag: String

  @Option(help: "A directory in the repository.", completion: .directory)
  var repo = "."

  @OptionGroup(title: "What is required, and what is looked at") var release: ReleaseOptions

  @Option(help: "Signed statements about the tag, as \"attest\" writes them, that must hold.", completion: .file())
  var attestation: String?

  @Option(
    help: ArgumentHelp(
      "A public key that must have signed them, in PEM or OpenSSH's form; may be repeated: all of them.",
      valueName: "file|ssh:file"), completion: .file())
  var attestationKey: [String] = []

  @Option(
    help: ArgumentHelp("Refuse statements that are older, as in 30d or 12h; any age unless given.", valueName: "age"))
  var maxAge: String?

  @Option(help: "Say what changed since this earlier tag: lockfiles, base images, what each COPY takes.")
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Print text, json, or markdown for release notes, which have the context's digests in all schemes.",
      valueName: "format"), completion: .list(Format.allCases.map(\.rawValue)))
  var format = Format.text

  @Flag(help: "Print JSON, as with --format json.")
  var json = false

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  @OptionGroup var color: ColorOption
  @OptionGroup var runner: RunnerOptions

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if (attestation == nil) != attestationKey.isEmpty {
      throw ValidationError("--attestation and --attestation-key belong together")
    }
    if let maxAge, AttestVerifyCommand.seconds(maxAge) == nil {
      throw ValidationError("--max-age must be a number and s, m, h, d or w, as in 30d")
    }
    if json, format == .markdown { throw ValidationError("--json and --format markdown exclude each other") }
  }

  func run() async throws {
    var verification = try release.verification(of: tag, in: repo)
    if let attestation {
      var trust = AttestationTrust()
      for key in attestationKey { try trust.pin(try AttestationKey(key)) }
      trust.threshold = attestationKey.count
      verification.attestation = ReleaseVerification.TrustedAttestation(
        file: attestation, trust: trust, maximumAge: maxAge.flatMap(AttestVerifyCommand.seconds))
    }
    let format = json ? Format.json : format
    verification.since = since
    verification.wantsSchemes = format != .text
    let verify = verification
    let suite = runner.suite(.check)
    let style = color.style
    let report = try await Interruption.guarding(suite.client.workers) {
      try await verify.verify(with: suite) { check in
        // Shown as they are made: some take long.
        if format == .text { try? Console.print(ReleaseText.line(check, style)) }
      }
    }
    switch format {
    case .json: try Console.write(try JSONText.encode(ReleaseJSON(report)))
    case .markdown: try Console.write(ReleaseMarkdown.text(report))
    case .text:
      for warning in report.warnings { Console.talk("warning: " + warning) }
      for line in report.changes.map(ReleaseText.lines) ?? [] { try Console.print(line) }
      try Console.print(ReleaseText.verdict(report, style))
    }
    if !report.isVerified { throw ExitWith(.difference) }
  }
}
