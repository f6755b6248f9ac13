internal import ArgumentParser
internal import Files
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep locks diff`: what changed in locks.
struct LocksDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compares locks: whether they mean the same, and which packages changed how.",
    discussion: """
      A and B are a file, a directory, DIR#REV[:PATH], FILE#REV, or what "locks --json" printed, perhaps on another \
      machine. Of directories the lockfiles of the same path are compared; two files are compared whatever their \
      names. Exit 0 when all mean the same, even where bytes differ, or with --target when they install the same on each \
      of these platforms; else 1.

      Examples:
        lockstep locks diff .#v1.2 .
        lockstep locks diff poetry.lock#HEAD~1 poetry.lock
        lockstep locks diff --target linux-x86_64-musl .#v1.2 .
        lockstep locks diff --json before.json after.json
      """)

  @Argument(help: ArgumentHelp("The first state.", valueName: "a"), completion: .file())
  var first: String

  @Argument(help: ArgumentHelp("The second state.", valueName: "b"), completion: .file())
  var second: String

  @Option(help: "Compare what is installed on a platform, such as py3.11-linux-aarch64; may be repeated.")
  var target: [String] = []

  @Flag(help: "Include lockfiles below node_modules, .venv and other folders that tools fill.")
  var all = false

  @Flag(name: .shortAndLong, help: "Show every changed package and lockfiles that are the same.")
  var verbose = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var color: ColorOption

  @OptionGroup var bisect: BisectOption

  func run() async throws {
    let (before, known) = try await state(first)
    let (after, alsoKnown) = try await state(second)
    // Reports have targets in their shortest spelling, which only a lockfile's reader knows.
    let comparison = try LocksComparison(before, after, targets: known ?? alsoKnown ?? target)
    guard !comparison.lockfiles.isEmpty else {
      throw Breakdown(
        .selection, "no lockfile found in \(PathText.visible(first)), and none in \(PathText.visible(second))")
    }
    if json {
      try Console.write(try JSONText.encode(comparison))
    } else {
      let text = LocksDiffText(style: color.style, limit: verbose ? nil : 20)
      try Console.write(text.text(comparison))
      Console.talk(text.summary(comparison))
    }
    if !comparison.same { throw ExitWith(.difference) }
  }

  /// Of a report, or of lockfiles that are looked at now, and then with the targets.
  private func state(_ text: String) async throws -> (LocksComparison.State, targets: [String]?) {
    if case .success(let bytes) = BoundedFile.read(text, limit: LocksDocumentReading.largest),
      let document = try LocksDocumentReading.read(bytes, name: text)
    {
      return (LocksComparison.State(document), nil)
    }
    var query = LocksQuery(client: worker.client)
    query.includesForeign = all
    query.checksConsistency = false
    query.targets = target
    let source = try LocksArgument.source(text, revision: nil)
    let report = try await query.answer(source)
    for warning in report.warnings { Console.talk("warning: \(warning)") }
    return (LocksComparison.State(LocksDocument(report), file: report.isOfFile ? text : nil), report.targets)
  }
}
