internal import ArgumentParser
internal import Attestation
internal import Files
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import Reports

/// `lockstep attest verify`: whether statements hold.
struct AttestVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks signed statements about a tag against pinned keys and the repository.",
    discussion: """
      No network is used, and no keyring but the one that is named. Every line must be signed by as many different \
      pinned keys as --threshold says; only then is it read. The tag and the digest of its context are computed \
      anew from the repository at --repo and must be what is attested; with --subject alone, nothing but what it names \
      is compared. Exit 0 when all holds, 1 when something is refused, with what was expected and what was found.
      """)

  @Argument(
    help: "The file with the statements; signatures by OpenSSH and OpenPGP are looked for beside it.",
    completion: .file())
  var file: String?

  @Flag(help: "Take the statements from the git note of --tag instead of a file.")
  var notes = false

  @OptionGroup var trusted: AttestTrustOptions

  @Option(help: ArgumentHelp("Refuse what is older, as in 30d, 12h, 90m; any age unless given.", valueName: "age"))
  var maxAge: String?

  @Option(help: "Require this level, as LOCKSTEP_CONTEXT_REPRODUCED; may be repeated.")
  var level: [String] = []

  @Option(help: "A directory in the repository to compare with; the current one unless given.", completion: .directory)
  var repo: String?

  @Option(help: "The tag that must be attested; the one that the statements name unless given.")
  var tag: String?

  @Option(
    help: ArgumentHelp(
      "Require this digest, computed by you; may be repeated.", valueName: "name=algorithm:hex"))
  var subject: [String] = []

  @Option(help: "Require that this scenario was the policy; it chooses the context, too.", completion: .file())
  var scenario: String?

  @Option(help: "Require this resourceUri.")
  var resource: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if (file != nil) == notes { throw ValidationError("name one file, or --notes with --tag") }
    if notes, tag == nil { throw ValidationError("--notes needs --tag") }
    if let maxAge, Self.seconds(maxAge) == nil {
      throw ValidationError("--max-age must be a number and s, m, h, d or w, as in 30d")
    }
    for text in subject where Self.subject(text) == nil {
      throw ValidationError("--subject must be NAME=ALGORITHM:HEX: \"\(PathText.visible(text))\"")
    }
  }

  /// Nothing of a repository is asked for when all digests are given.
  private var readsRepository: Bool { subject.isEmpty || repo != nil || tag != nil }

  func run() async throws {
    let verifier = AttestationVerifier(try trusted.trust(), seconds: worker.timeout)
    let query = ReleaseQuery(repository: repo ?? ".", client: worker.client)
    let outcome: AttestationVerifier.Outcome
    if let file {
      outcome = try await verifier.verify(file: file)
    } else {
      let named = try await query.tag(tag ?? "")
      outcome = try await verifier.verify(try await AttestationNotes(repository: repo ?? ".").read(on: named))
    }
    var policy = AttestationPolicy(now: AttestationClock.now)
    policy.maximumAge = maxAge.flatMap(Self.seconds)
    policy.levels = level
    policy.resource = resource
    policy.policyDigests = try scenario.map { (path) throws(Breakdown) in ["sha256": try Self.digest(ofFile: path)] }
    policy.subjects = subject.compactMap(Self.subject)
    // What nobody vouches for names no tag.
    var refusals = outcome.refusals
    if refusals.isEmpty {
      if readsRepository { policy.subjects += try await computed(outcome, query) }
      refusals = policy.refusals(of: outcome.statements)
    }
    let report = AttestVerification(outcome.statements, refusals, compared: policy.subjects)
    if json {
      try Console.write(try JSONText.encode(report))
    } else {
      for line in report.lines { try Console.print(line) }
    }
    if !report.verified { throw ExitWith(.difference) }
  }

  /// The subjects of the tag that is asked for, or else of the one that the statements name; none when they name none,
  /// which ``AttestationPolicy`` then cannot find either.
  private func computed(
    _ outcome: AttestationVerifier.Outcome, _ query: ReleaseQuery
  ) async throws -> [Subject] {
    let named = outcome.statements.lazy.flatMap(\.statement.subjects).map(\.name).first { $0.hasPrefix("refs/tags/") }
    guard let name = tag ?? named else {
      throw Breakdown(
        .usage, "compare the attestation with the repository: it names no tag", remedy: "name one with --tag")
    }
    let context = try scenario.map { try ReleaseOptions.document($0).scenario.context }
    return try await query.subjects(of: try await query.tag(name), context: context ?? ContextChoice())
  }

  static func seconds(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      (1...1_000_000).contains(count)
    else { return nil }
    return count * unit
  }

  private static func subject(_ text: String) -> Subject? {
    guard let equals = text.lastIndex(of: "="), equals != text.startIndex else { return nil }
    let parts = text[text.index(after: equals)...].split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, Hex.bytes(Array(parts[1].utf8)) != nil else {
      return nil
    }
    return Subject(String(text[..<equals]), digests: [String(parts[0]): parts[1].lowercased()])
  }

  static func digest(ofFile path: String) throws(Breakdown) -> String {
    switch BoundedFile.read(path, limit: 64 << 20) {
    case .success(let bytes):
      guard let digest = try? SHA256Digest.of(bytes).hex else {
        throw Breakdown(.environment, "hash \(PathText.visible(path)): libcrypto offers no SHA-256")
      }
      return digest
    case .failure(let problem): throw Breakdown(.usage, "read \(PathText.visible(path)): \(problem)")
    }
  }
}
