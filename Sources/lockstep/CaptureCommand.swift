internal import ArgumentParser
internal import Captures
internal import Files
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep capture`: one machine's view, to hand on.
struct CaptureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Writes what this machine has of a build context, without secrets, for \"compare\" on another one.",
    discussion: """
      The file is JSON, the same for an unchanged machine, and holds no contents of files: what differs from a clean \
      checkout of HEAD, the digest of the context, and facts about git, the system, tools and installed packages. Addresses, \
      names of users and hosts, and values of variables are not in it; digests that would give secret contents away are \
      left out, or keyed by the words of --pair. What looks like a secret is left out, and when one is found in what would be \
      written, nothing is written. Nothing is sent anywhere. docs/captures.md has the format.
      """)

  @Argument(help: "The context's directory.", completion: .directory)
  var path = "."

  @Option(name: [.short, .long], help: "Write to FILE instead of standard output.", completion: .file())
  var output: String?

  @Flag(help: "Print what would be written, and write nothing.")
  var show = false

  @Option(
    help: ArgumentHelp(
      "Words that the other side types, too, so that secret contents and remotes can be compared and not read.",
      valueName: "words"))
  var pair: String?

  @Flag(help: "Replace each component of paths by its keyed hash; needs --pair.")
  var hashPaths = false

  @OptionGroup var ignoring: IgnoreFileOptions

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if hashPaths, pair == nil {
      throw ValidationError("--hash-paths needs --pair: a hash without key gives names away")
    }
    if let pair, pair.utf8.count < 8 { throw ValidationError("--pair needs words of at least 8 characters together") }
    if output == "" || output == "-" { throw ValidationError("--output needs the name of a file") }
  }

  func run() async throws {
    var query = CaptureQuery(
      dockerfile: ignoring.dockerfile, ignoreOverride: try ignoring.override(), client: worker.client,
      threads: Processors.count)
    query.guards = true
    query.pair = pair
    guard ContextArgument.isDirectory(path) else {
      throw Breakdown(
        .usage, "there is no directory \(PathText.visible(path))", remedy: "name the directory that is built")
    }
    var capture = try await query.answer(.directory(path)).compacted().redacted()
    if hashPaths, let pair { capture = capture.withHashedPaths(PairWords(pair)) }
    let text = try JSONText.encode(capture)
    if let found = SecretScan.find(in: Array(text.utf8)) {
      throw Breakdown(
        .usage,
        "capture: \(PathText.visible(found.field)) holds what looks like a \(found.pattern); nothing was written",
        remedy: "rename or remove it, or use --pair WORDS --hash-paths")
    }
    guard let output, !show else { return try Console.write(text) }
    try ReportFile.write(text, to: output)
    let left = capture.redactions.reduce(0) { $0 + $1.count }
    Console.talk(
      "wrote \(PathText.visible(output)): \(capture.context.entries) entries, \(capture.entries.count) of them listed, "
        + "\(left) left out or keyed; read it before you hand it on")
  }
}
