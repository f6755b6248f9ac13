internal import ArgumentParser
internal import Attestation
internal import Files
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import Reports

/// `lockstep attest`: what was found out about a release, as signed statements.
struct AttestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attest", abstract: "Signs statements about a release tag, or checks such statements.",
    discussion: """
      "lockstep attest TAG" is short for "lockstep attest create TAG". docs/attestations.md says what is attested and \
      how to check it with other tools.
      """,
    subcommands: [AttestCreateCommand.self, AttestVerifyCommand.self], defaultSubcommand: AttestCreateCommand.self)
}

/// `lockstep attest create`: writes the statements.
struct AttestCreateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Writes signed statements about a tag, one DSSE envelope a line.",
    discussion: """
      The tag is verified first, as by "lockstep verify" with the same options. Written are a SLSA verification summary and an in-toto test result, as TAG.lockstep.intoto.jsonl; signatures by \
      OpenSSH and OpenPGP lie beside it, as FILE.LINE.sshsig and FILE.LINE.asc. A key is a PEM file (P-256 or Ed25519), \
      ssh:FILE (a private key, or a public one for ssh-agent) or gpg:FINGERPRINT; nothing is ever asked for, and \
      a program that signs has the seconds of --timeout, too. The time is \
      SOURCE_DATE_EPOCH where it is set. A verdict that failed is signed, too; then the exit status is 1.
      """)

  @Argument(help: "The tag, as v1.2.0 or refs/tags/v1.2.0.")
  var tag: String

  @Option(help: ArgumentHelp("Sign with this key; may be repeated.", valueName: "file|ssh:file|gpg:fingerprint"))
  var key: [String] = []

  @Flag(help: "Leave the statements without a signature.")
  var unsigned = false

  @Option(help: "A directory in the repository.", completion: .directory)
  var repo = "."

  @Option(help: "Where the repository is published, as https://example.org/acme/widget; goes into resourceUri.")
  var address: String?

  @Option(help: "Write to this file instead; - for standard output.", completion: .file())
  var output: String?

  @Flag(help: "Keep the statements as a git note on the tag, too, under refs/notes/lockstep.")
  var notes = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup(title: "What is required, and what is looked at") var release: ReleaseOptions
  @OptionGroup var runner: RunnerOptions

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if key.isEmpty != unsigned {
      throw ValidationError(unsigned ? "--key and --unsigned exclude each other" : "give a --key, or --unsigned")
    }
    if json, output == "-" { throw ValidationError("--json and --output - exclude each other") }
    if let address, address.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:\/\/[\x21-\x7E]+/) == nil {
      throw ValidationError("--address must be a URL, as https://example.org/acme/widget")
    }
  }

  func run() async throws {
    let time = try AttestationClock.timeToWrite()
    let signer = try AttestationSigner(
      keys: try key.map { text throws(Breakdown) in try AttestationKey(text) }, seconds: runner.timeout)
    if !signer.isSelfContained, notes || output == "-" {
      throw Breakdown(
        .usage, "signatures by OpenSSH and OpenPGP lie in files of their own",
        remedy: "use a key in PEM, or write to a file without --notes")
    }
    let suite = runner.suite(.check)
    let query = ReleaseQuery(repository: repo, client: suite.client)
    let verification = try release.verification(of: tag, in: repo)
    let policy = try release.scenario.map { (path) throws(Breakdown) in
      (uri: path, sha256: try AttestVerifyCommand.digest(ofFile: path))
    }
    let verdict = try await Interruption.guarding(suite.client.workers) {
      let report = try await verification.verify(with: suite) { _ in }
      return try await query.verdict(report, policy: policy, time: time, address: address)
    }
    let (file, detached) = try await signer.sign(verdict)
    if output == "-" {
      try Console.write(String(decoding: file.bytes, as: UTF8.self))
    } else {
      let path = output ?? AttestationFile.name(ofTag: verdict.tag)
      let files = [(path, file.bytes)] + detached.map { (path + $0.suffix, $0.bytes) }
      for (path, bytes) in files { try Self.write(bytes, to: path) }
      if notes { try await keep(file, time: time, query) }
      try say(AttestedJSON(verdict, file, files: files.map(\.0)))
    }
    if !verdict.isPassed { throw ExitWith(.difference) }
  }

  private func keep(_ file: AttestationFile, time: Int64, _ query: ReleaseQuery) async throws(Breakdown) {
    let notes = try AttestationNotes(repository: repo)
    try await notes.write(file.bytes, on: try await query.tag(tag), time: time)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(Breakdown) {
    guard let code = WholeFile.replaceOrWrite(path, with: bytes) else { return }
    throw Breakdown(
      .environment, "write the attestation \(PathText.visible(path)): \(String(cString: strerror(code)).lowercased())",
      remedy: "name a file with --output in a directory that exists and that you may write to")
  }

  private func say(_ attested: AttestedJSON) throws {
    if json { return try Console.write(try JSONText.encode(attested)) }
    try Console.print("\(PathText.visible(attested.tag)): \(attested.result)")
    for check in attested.checks {
      let detail = check.detail.isEmpty ? "" : "  \(PathText.visible(check.detail))"
      try Console.print("  \(check.outcome == "notChecked" ? "not checked" : check.outcome)  \(check.name)\(detail)")
    }
    for keyid in attested.keyids { try Console.print("  signed by \(keyid)") }
    for file in attested.files { try Console.print("  wrote \(PathText.visible(file))") }
    if notes { try Console.print("  noted under \(AttestationNotes.ref)") }
  }
}

/// What was written, for scripts.
private struct AttestedJSON: Encodable {
  struct Check: Encodable {
    var name: String
    var outcome: String
    var detail: String
  }

  var schema = "lockstep-attest/v1"
  var tag: String
  var result: String
  var checks: [Check]
  var levels: [String]
  /// Of the keys whose signatures are in the envelopes.
  var keyids: [String]
  var files: [String]

  init(_ verdict: ReleaseVerdict, _ file: AttestationFile, files: [String]) {
    tag = verdict.tag
    result = verdict.isPassed ? "PASSED" : "FAILED"
    checks = verdict.checks.map { Check(name: $0.name, outcome: $0.outcome.rawValue, detail: $0.detail) }
    levels = verdict.levels
    keyids = file.envelopes.first?.signatures.map(\.keyid) ?? []
    self.files = files
  }
}
