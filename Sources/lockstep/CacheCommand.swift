internal import ArgumentParser
internal import ContextAdvice
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep cache`: what is remembered from one invocation to the next.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Checks or removes what is remembered of commits and their contexts.",
    discussion: """
      The cache is $XDG_CACHE_HOME/lockstep or ~/.cache/lockstep. It speeds up "context"; verdicts of "run" never \
      use it.
      """,
    subcommands: [CacheVerifyCommand.self, CacheClearCommand.self], defaultSubcommand: CacheVerifyCommand.self)

  static func directory() throws(Breakdown) -> String {
    guard let directory = CacheLocation.directory else {
      throw Breakdown(
        .environment, "there is no place for a cache", remedy: "set XDG_CACHE_HOME or HOME to an absolute path")
    }
    return directory
  }
}

/// `lockstep cache verify`: whether what it says is true.
struct CacheVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks every record by itself; with --repo, against a repository read again.",
    discussion: "Exit 0 when nothing is wrong, 1 when something remembered is not what the repository gives.")

  @Option(help: "Make again what was remembered of this repository.", completion: .directory)
  var repo: String?

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let report = try await CacheMaintenance.verify(
      directory: try CacheCommand.directory(), repository: repo, client: worker.client)
    if json {
      try Console.write(try JSONText.encode(report))
    } else {
      try Console.print(
        "\(PathText.visible(report.path)): \(report.recordCount) records, \(ByteCount.text(UInt64(report.byteCount)))")
      if repo != nil { try Console.print("\(report.comparedCount) compared with their blobs") }
      if report.damagedCount > 0 { try Console.print("\(report.damagedCount) damaged, never used") }
      try print(report.contexts, "contexts")
      try print(report.answers, "answers")
      try print(report.directories, "directories")
      for id in report.mismatches { try Console.print("\(id): the blob has another digest") }
      for name in report.otherMismatches {
        try Console.print("\(PathText.visible(name)): the repository gives another one")
      }
    }
    if !(report.mismatches + report.otherMismatches).isEmpty {
      Console.talk("remove the cache with: lockstep cache clear")
      throw ExitWith(.difference)
    }
  }
}

extension CacheVerifyCommand {
  private func print(_ part: CacheReport.Part, _ name: String) throws {
    let compared = repo == nil ? "" : ", \(part.comparedCount) made again"
    let damaged = part.damagedCount == 0 ? "" : ", \(part.damagedCount) damaged, never used"
    try Console.print("\(part.count) \(name)\(compared)\(damaged)")
  }
}

/// `lockstep cache clear`: forget everything.
struct CacheClearCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "clear", abstract: "Removes the cache.")

  func run() async throws {
    let directory = try CacheCommand.directory()
    Console.talk(try CacheMaintenance.clear(directory: directory) ? "removed" : "there was none")
  }
}
