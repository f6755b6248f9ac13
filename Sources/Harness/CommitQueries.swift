internal import BuildContext
internal import Fingerprints
internal import Git
internal import Model
internal import Platforms

/// Answers for a context of a commit, inside a worker.
enum CommitContextQuery {
  static func answer(_ plan: CommitContextPlan) throws -> ContextAnswer {
    let layout = try RepositoryLayout.find(around: plan.repository)
    let resolved = try RevisionResolver(layout).resolveTree(plan.revision)
    let choice = ContextChoice(
      directory: plan.directory ?? layout.prefix, dockerfile: plan.dockerfile,
      ignoreFile: plan.chosenIgnoreFile)
    if plan.wanted == .digest, plan.platform == nil, plan.schemes.isEmpty,
      plan.engine == IgnoreEngineName.buildkit.rawValue
    {
      return try CommitDigest.answer(
        objectsDirectory: layout.objectsDirectory, commit: resolved.commit, tree: resolved.tree, choice: choice,
        plan: plan)
    }
    let read = try CommitContext.read(
      objectsDirectory: layout.objectsDirectory, tree: resolved.tree, choice: choice, override: plan.ignoreOverride,
      engine: plan.engine, schemes: plan.schemes, threads: plan.threads, cacheDirectory: plan.cacheDirectory)
    if let platform = plan.platform {
      let context = try PlatformContext.read(
        platform, objectsDirectory: layout.objectsDirectory, tree: resolved.tree, choice: choice,
        override: plan.ignoreOverride, linux: read, threads: plan.threads)
      return try ContextAnswer(
        commit: resolved.commit?.hex, context, linux: read, wantsEntries: plan.wanted == .entries)
    }
    var answer = try ContextAnswer(
      commit: resolved.commit?.hex, contents: read.contents, ignoreFile: read.ignoreFile,
      wantsEntries: plan.wanted == .entries)
    answer.add(read.schemes)
    return answer
  }
}

extension ContextAnswer {
  init(commit: String?, contents: BuildContextContents, ignoreFile: String?, wantsEntries: Bool) throws {
    let facts = ContextFacts(contents, ignoreFile: ignoreFile)
    self.init(
      commit: commit, digest: try contents.manifest.digest().text, ignoreFile: ignoreFile,
      entryCount: contents.entries.count, byteCount: facts.bytes,
      entries: wantsEntries ? ListedEntry.list(contents.entries) : [],
      manifest: wantsEntries ? String(decoding: contents.manifest.text, as: UTF8.self) : "",
      warnings: contents.warnings)
  }
}

extension ContextAnswer {
  /// The context on a platform.
  init(commit: String?, _ context: PlatformContext, linux: CommitContext, wantsEntries: Bool) throws {
    try self.init(
      commit: commit, contents: context.contents, ignoreFile: context.ignoreFile, wantsEntries: wantsEntries)
    platform = PlatformAnswer(
      facts: context.facts, linuxDigest: try linux.contents.manifest.digest().text,
      linuxManifest: wantsEntries ? String(decoding: linux.contents.manifest.text, as: UTF8.self) : "",
      findings: context.findings.map {
        PlatformAnswer.Finding(code: $0.code, path: PathText.escaped($0.path), note: $0.note)
      })
  }
}

extension ListedEntry {
  /// `entries` in the order of their manifest.
  static func list(_ entries: [ContextEntry]) -> [ListedEntry] {
    entries.map { (printed: Manifest.printedPath($0), entry: $0) }
      .sorted { $0.printed.precedes($1.printed) }
      .map { ListedEntry($0.entry) }
  }

  private init(_ entry: ContextEntry) {
    path = PathText.escaped(entry.path)
    permissions = entry.permissions
    size = entry.size
    switch entry.kind {
    case .file(_, let content): (type, sha256, link) = ("file", content.hex, nil)
    case .symlink(let target, let content):
      (type, sha256, link) = ("symlink", content.hex, PathText.escaped(BytePath(target)))
    case .directory: (type, sha256, link) = ("dir", nil, nil)
    }
  }
}
