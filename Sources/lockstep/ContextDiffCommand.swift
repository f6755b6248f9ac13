internal import ArgumentParser
internal import Causes
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep context diff`: what differs between two contexts.
struct ContextDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compares two contexts; exit 0 when they are the same, 1 when they differ.",
    discussion: """
      A and B are directories, DIR#REV[:SUBDIR] or - for a tar on standard input. \
      With --rev and one directory, the commit is compared with the \
      directory as it is. Behind the paths stand the causes: the smallest set of attributes that explains the \
      difference; docs/causes.md has what each code means. Attributes that lockstep-v1 does not hash, such as the \
      modes that a umask gives, are told on standard error and do not count for the exit status. \
      With --as and one commit, the commit is compared with itself: on Linux and there; with two contexts both must be \
      commits, and both are taken as they are there.
      """)

  @Argument(help: "The first context.", completion: .directory)
  var first = "."

  @Argument(help: "The second context; the directory of the first when --rev is given.", completion: .directory)
  var second: String?

  @Option(help: "Take the first context from this revision.")
  var rev: String?

  @OptionGroup var platform: PlatformOption

  @OptionGroup var options: ContextOptions

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var bisect: BisectOption

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Hand both to diffoscope, too, where it is installed.")
  var diffoscope = false

  func validate() throws {
    if json, diffoscope { throw ValidationError("--json and --diffoscope exclude each other") }
    if platform.platform != nil, diffoscope {
      throw ValidationError("--diffoscope needs files, and --as works out what they would be")
    }
  }

  func run() async throws {
    if platform.platform != nil, second == nil { return try await acrossPlatforms() }
    guard rev != nil || second != nil else {
      throw ValidationError("name two contexts, or one and --rev REV")
    }
    var query = try options.query(worker)
    query.platform = platform.platform
    let sources = (
      try ContextArgument.source(first, revision: rev), try ContextArgument.source(second ?? first, revision: nil)
    )
    try ContextArgument.requireOneArchive(sources.0, sources.1)
    let old = try await query.answer(sources.0, wanted: .entries)
    let new = try await query.answer(sources.1, wanted: .entries)
    let comparison = ComparisonQuery(
      dockerfile: options.ignoring.dockerfile, ignoreOverride: try options.ignoring.override(),
      client: worker.client, threads: Processors.count)
    // What the repositories hold are not the contents on another platform.
    let causes = try await comparison.findings(
      sources.0, sources.1, answers: (old, new), readsContents: platform.platform == nil)
    let differences = try report(old, new, causes)
    if diffoscope {
      do throws(Breakdown) {
        try await Diffoscope(client: worker.client).compare(sources.0, sources.1)
      } catch {
        Console.talk(error.message + (error.remedy.map { "; " + $0 } ?? ""))
      }
    }
    throw ExitWith(differences.isEmpty ? .asExpected : .difference)
  }

  /// Compares the commit as it is on Linux with what it becomes on the platform.
  private func acrossPlatforms() async throws {
    var query = try options.query(worker)
    query.platform = platform.platform
    let there = try await query.answer(try ContextArgument.source(first, revision: rev), wanted: .entries)
    guard let found = there.platform else {
      throw Breakdown(.internal, "the worker answered another question")
    }
    var here = there
    here.digest = found.linuxDigest
    here.manifest = found.linuxManifest
    // The causes are the platform's findings.
    _ = try report(here, there, [], across: found)
    throw ExitWith(found.facts.isSame ? .asExpected : .difference)
  }

  /// Prints what differs and why; returns the differences.
  private func report(
    _ old: ContextAnswer, _ new: ContextAnswer, _ causes: [DifferenceFinding], across platform: PlatformAnswer? = nil
  ) throws -> [FingerprintDifference] {
    let differences = FingerprintDifference.between(fingerprint(old), fingerprint(new))
    if json {
      try Console.write(try JSONText.encode(DifferenceJSON(old, new, differences, causes, across: platform)))
      return differences
    }
    for difference in differences where !isInsideGit(difference) {
      let note = difference.attributes.isEmpty ? "" : "  (\(difference.attributes.joined(separator: ", ")))"
      let change = difference.change.rawValue
      let padding = String(repeating: " ", count: 8 - change.count)
      try Console.print("\(change)\(padding) \(PathText.visible(difference.name))\(note)")
    }
    let gitEntries = differences.count(where: isInsideGit)
    if gitEntries > 0 { try Console.print("differs  .git/  (\(gitEntries) entries; add .git to the ignore file)") }
    for line in CauseLines.hashed(causes) { try Console.print(line) }
    for line in CauseLines.others(causes) { Console.talk(line) }
    for line in platform.map(PlatformText.lines) ?? [] { Console.talk(line) }
    if platform == nil { Console.talk(summary(differences.count, of: old.entryCount)) }
    return differences
  }

  /// git's own files, which a clean clone holds and a commit does not; one line stands for all.
  private func isInsideGit(_ difference: FingerprintDifference) -> Bool { difference.name.hasPrefix(".git/") }

  private func summary(_ differences: Int, of entries: Int) -> String {
    switch differences {
    case 0: "no difference in \(entries) entries"
    case 1: "1 entry differs"
    default: "\(differences) entries differ"
    }
  }

  private func fingerprint(_ answer: ContextAnswer) -> Fingerprint {
    Fingerprint(subject: "context", scheme: Manifest.scheme, digest: answer.digest, text: answer.manifest)
  }
}
