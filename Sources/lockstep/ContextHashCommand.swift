internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep context hash`: the digest.
struct ContextHashCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hash", abstract: "Prints the digest of a context.",
    discussion: """
      With --as the digest is that of a checkout of the commit on another system, worked out here, and what differs \
      from Linux is said beside it; docs/platforms.md has what is taken for granted. \
      Each scheme can be checked with another tool; docs/digests.md has the lines of shell. --manifest prints the text \
      that lockstep-v1 is made of. Exit 1 when a scheme that was asked for has no digest for this context, or \
      when the digest is not the one that was expected.
      """)

  @Argument(help: "A directory, DIR#REV[:SUBDIR], or - for a tar on standard input.", completion: .directory)
  var path = "."

  @Option(help: "A tag, branch, commit or tree of the repository at PATH, perhaps with :SUBDIR.")
  var rev: String?

  @OptionGroup var options: ContextOptions

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var platform: PlatformOption

  @OptionGroup var service: ComposeServiceOptions

  @Option(
    help: "Compute this scheme: \(DigestSchemeNames.all.joined(separator: ", ")), or all; may be repeated.",
    completion: .list(DigestSchemeNames.all + ["all"]))
  var scheme: [String] = []

  @Flag(help: "Print the manifest instead; its SHA-256 is the digest.")
  var manifest = false

  @Option(help: ArgumentHelp("Exit 1 unless the digest is this one, as this command prints it.", valueName: "digest"))
  var expect: String?

  @OptionGroup var bisect: BisectOption

  func validate() throws {
    if let expect {
      if manifest { throw ValidationError("--expect and --manifest exclude each other") }
      if wanted.count != 1 { throw ValidationError("--expect is for one scheme") }
      if !Self.isDigest(expect) {
        throw ValidationError("--expect needs a digest as this command prints it, such as sha256:0123…")
      }
    }
    try service.validate(excluding: options)
    try service.requireService()
    if platform.platform != nil, wanted != [Manifest.scheme] {
      throw ValidationError("--as is for the scheme \(Manifest.scheme)")
    }
    if manifest, json { throw ValidationError("--manifest and --json exclude each other") }
    for name in scheme where name != "all" && !DigestSchemeNames.all.contains(name) {
      throw ValidationError("there is no scheme \"\(PathText.visible(name))\"")
    }
  }

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let names = wanted
    let source = try ContextArgument.source(path, revision: rev)
    let build = try await service.build(source, worker)
    var query = try options.query(worker, build: build)
    query.platform = platform.platform
    query.schemes = names.filter { $0 != Manifest.scheme }
    let answer = try await query.answer(build?.source ?? source, wanted: manifest ? .entries : .digest)
    for warning in answer.warnings { Console.talk("warning: \(warning)") }
    if manifest { return try printManifest(answer.manifest) }
    for name in names {
      if let reason = answer.schemeReasons[name] { Console.talk("\(name): no digest: \(reason)") }
    }
    if json {
      try Console.write(try JSONText.encode(ContextJSON(answer, withEntries: false)))
    } else {
      for name in names {
        let digest = name == Manifest.scheme ? answer.digest : answer.schemeDigests[name]
        if let digest { try Console.print("\(name) \(digest)") }
      }
      for line in answer.platform.map(PlatformText.lines) ?? [] { Console.talk(line) }
    }
    if !answer.schemeReasons.isEmpty { throw ExitWith(.difference) }
    if let expect, let name = names.first {
      let digest = name == Manifest.scheme ? answer.digest : answer.schemeDigests[name] ?? ""
      guard TextKey(digest) != TextKey(expect) else { return }
      Console.talk("not as expected: \(expect)")
      throw ExitWith(.difference)
    }
  }

  private static func isDigest(_ text: String) -> Bool {
    text.wholeMatch(of: /([a-z0-9]+:)?[A-Za-z0-9+\/=]{20,200}/) != nil
  }

  private func printManifest(_ text: String) throws {
    try Console.write(text)
    if StreamText.bytes(text) != Array(text.utf8) {
      Console.talk(
        "note: what could act on a terminal or a CI log is shown escaped; the digest is of the names as they are")
    }
  }

  /// The schemes asked for, in their own order; `lockstep-v1` when none is.
  private var wanted: [String] {
    if scheme.contains("all") { return DigestSchemeNames.all }
    return scheme.isEmpty ? [Manifest.scheme] : DigestSchemeNames.all.filter(scheme.contains)
  }
}
