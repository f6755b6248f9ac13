internal import BuildContext
internal import DigestSchemes
public import Model

/// Where a context asked for on the command line comes from.
public enum ContextSource: Codable, Hashable, Sendable {
  /// A directory as it is, tracked or not.
  case directory(String)
  /// A revision of the repository around `repository`, from objects alone: `directory` counted from its root, or
  /// when nil the place of `repository` in it.
  case commit(repository: String, revision: String, directory: String?)
  /// The archive on standard input, as unpacked.
  case archive

  var isCommit: Bool { if case .commit = self { true } else { false } }
}

/// Answers questions about contexts outside scenarios.
public struct ContextQuery: Sendable {
  public var dockerfile: String
  public var ignoreOverride: IgnoreOverride?
  /// The builder whose rules choose the entries.
  public var engine = IgnoreEngineName.buildkit
  /// Digest schemes to compute beside `lockstep-v1`, by name.
  public var schemes: [String] = []
  /// The platform whose checkout of a commit is wanted; nil for the files as they are.
  public var platform: Platform?
  private let client: WorkerClient
  private let threads: Int
  private let cacheDirectory: String?

  /// In a commit, the file with the rules instead of the one that would be found, from the repository's root.
  var chosenIgnoreFile: String?

  /// Asks for the context of a scenario in a commit.
  init(_ choice: ContextChoice, client: WorkerClient) {
    self.init(dockerfile: choice.dockerfile, client: client, threads: Processors.count)
    chosenIgnoreFile = choice.ignoreFile
  }

  public init(
    dockerfile: String = "Dockerfile", ignoreOverride: IgnoreOverride? = nil, client: WorkerClient, threads: Int,
    cacheDirectory: String? = nil
  ) {
    self.dockerfile = dockerfile
    self.ignoreOverride = ignoreOverride
    self.client = client
    self.threads = threads
    self.cacheDirectory = cacheDirectory
  }

  /// The context of `source`; a commit and an archive are read in a worker process.
  ///
  /// - Throws: ``Breakdown``, also when a platform is asked for of what is no commit.
  public func answer(_ source: ContextSource, wanted: ContextDetail) async throws(Breakdown) -> ContextAnswer {
    if let platform, !source.isCommit {
      throw Breakdown(
        .usage, "what a checkout is on \(platform.rawValue) can be told of commits only",
        remedy: "name a revision: DIR#HEAD or --rev HEAD")
    }
    switch source {
    case .directory(let path):
      do {
        return try directory(path, wanted)
      } catch {
        throw Breakdown(error)
      }
    case .commit(let repository, let revision, let directory):
      let plan = CommitContextPlan(
        repository: repository, revision: revision, directory: directory, dockerfile: dockerfile,
        chosenIgnoreFile: chosenIgnoreFile, ignoreOverride: ignoreOverride, engine: engine.rawValue, schemes: schemes,
        platform: platform, wanted: wanted,
        threads: threads, cacheDirectory: cacheDirectory)
      let remembered = RememberedAnswer(plan)
      if let answer = remembered?.find() { return answer }
      let answer = try await client.answer(to: .context(plan)) {
        if case .context(let answer) = $0 { answer } else { nil }
      }
      remembered?.keep(answer)
      return answer
    case .archive:
      let plan = ArchiveContextPlan(
        dockerfile: dockerfile, ignoreOverride: ignoreOverride, engine: engine.rawValue, schemes: schemes,
        wanted: wanted)
      return try await client.answer(to: .archive(plan)) { if case .context(let answer) = $0 { answer } else { nil } }
    }
  }

  private func directory(_ path: String, _ wanted: ContextDetail) throws -> ContextAnswer {
    let tree = try DirectoryTree(path)
    if wanted == .digest, schemes.isEmpty, engine == .buildkit {
      return try DirectoryDigest.answer(
        tree, at: path, dockerfile: dockerfile, override: ignoreOverride, threads: threads,
        cacheDirectory: cacheDirectory)
    }
    let rules = try EngineRules.find(
      engine: engine.rawValue, in: tree, dockerfile: dockerfile, override: ignoreOverride)
    let walk = try rules.select(from: tree)
    var schemeAnswer = SchemeAnswering.Answer()
    let contents: BuildContextContents
    if schemes.isEmpty {
      contents = try DirectoryContext.read(tree, chosen: walk, ignoreFile: rules.name, threads: threads)
    } else {
      var feed = try DirectoryFeed(tree, walk, attributes: schemes.contains(DigestScheme.buildkit.rawValue))
      let (entries, computed) = try SchemeAnswering.answer(&feed, schemes: schemes)
      schemeAnswer = computed
      contents = BuildContextContents(
        entries: entries, ignoredCount: walk.ignoredCount, warnings: walk.warnings(ignoreFile: rules.name))
    }
    var answer = try ContextAnswer(
      commit: nil, contents: contents, ignoreFile: rules.name, wantsEntries: wanted == .entries)
    answer.warnings = rules.warnings + answer.warnings
    answer.add(schemeAnswer)
    return answer
  }
}
