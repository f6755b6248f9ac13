internal import BuildContext
internal import ContextMemory
internal import Fingerprints
internal import Git
internal import Model

/// The context of a commit, read from git's objects alone: nothing is written.
struct CommitContext {
  let contents: BuildContextContents
  /// The ignore file's name; nil when there is none.
  let ignoreFile: String?
  let schemes: SchemeAnswering.Answer

  /// Reads the context in `choice` of the tree `tree`.
  ///
  /// - Throws: ``GitFailure``, ``ContextFailure``, ``Breakdown``.
  static func read(
    objectsDirectory: String, tree: ObjectID, choice: ContextChoice, override: IgnoreOverride?,
    engine: String = "buildkit", schemes: [String] = [], threads: Int, cacheDirectory: String?
  ) throws -> CommitContext {
    let objects = try CheckoutObjects(objectsDirectory: objectsDirectory)
    let directory = choice.directory == "." ? BytePath.root : BytePath(choice.directory)
    let source = try GitTree(objects, root: tree, directory: directory)
    let rules = try Self.rules(source, choice, override, engine)
    let walk = try rules.select(from: source)
    let attributes = source.attributeFiles
    var answer = SchemeAnswering.Answer()
    let entries: [ContextEntry]
    if schemes.isEmpty {
      entries = try Self.entries(
        walk, attributes, objectsDirectory: objectsDirectory, below: directory, threads: threads,
        cacheDirectory: cacheDirectory)
    } else {
      var feed = try CommitFeed(objectsDirectory: objectsDirectory, attributes: attributes, below: directory, walk)
      (entries, answer) = try SchemeAnswering.answer(&feed, schemes: schemes)
    }
    var size = ContextSize()
    for entry in entries {
      if case .file = entry.kind { try size.add(entry.size, of: entry.path, limit: ContextLimits().totalBytes) }
    }
    let warnings =
      try rules.warnings + walk.warnings(ignoreFile: rules.name)
      + CommitWarnings.repository(
        submodules: source.submodules, attributes: attributes, remarks: source.remarks, root: tree, objects)
    return CommitContext(
      contents: BuildContextContents(
        entries: entries, ignoredCount: walk.ignoredCount, warnings: warnings),
      ignoreFile: rules.name, schemes: answer)
  }

  /// Hashes what was chosen, on several threads, with what the cache knows.
  private static func entries(
    _ walk: ContextWalk<GitTree>.Result, _ attributes: [(path: BytePath, id: ObjectID)], objectsDirectory: String,
    below directory: BytePath, threads: Int, cacheDirectory: String?
  ) throws -> [ContextEntry] {
    let cache = cacheDirectory.map(BlobDigestCache.init)
    let plain = try PlainBlobs(
      objectsDirectory: objectsDirectory, attributes: attributes, directory: directory, threads: threads, cache: cache
    ).digests(
      walk.selected.map { selected in
        guard case .file = selected.node.entry.kind else { return nil }
        return PlainBlobs.File(path: selected.path, id: selected.node.entry.id)
      })
    var entries = zip(walk.selected, plain).map { selected, digest in
      digest.map { EntryReader.file(selected, $0.known) }
    }
    let left = entries.indices.filter { entries[$0] == nil }
    let read = try ParallelMap.map(
      left.map { Selection(entry: walk.selected[$0]) }, threads: PlainBlobs.threadCount(threads, entries: left.count),
      makeWorker: {
        try EntryReader(objectsDirectory: objectsDirectory, attributes: attributes, below: directory, cache: cache)
      },
      transform: { reader, selection in try reader.entry(selection.entry) })
    for (index, reading) in zip(left, read) { entries[index] = reading.0 }
    cache?.add(plain.compactMap { $0?.learnt } + read.compactMap(\.learnt))
    return entries.compactMap(\.self)
  }

  private static func rules(
    _ source: GitTree, _ choice: ContextChoice, _ override: IgnoreOverride?, _ engine: String
  ) throws -> EngineRules {
    if override == nil, let chosen = choice.ignoreFile {
      return .buildkit(try ChosenIgnoreFile.read(chosen, in: source.wholeTree()))
    }
    return try EngineRules.find(engine: engine, in: source, dockerfile: choice.dockerfile, override: override)
  }

  private struct Selection: @unchecked Sendable { let entry: ContextWalk<GitTree>.Selected }
}

extension IgnoreFileFinder {
  /// The rules of BuildKit for the context in `choice`, unless others are given.
  ///
  /// - Throws: ``Breakdown`` for a chosen file that is not there; ``ContextFailure``; what `files` throws.
  static func find(in files: GitTree, choice: ContextChoice, override: IgnoreOverride?) throws -> FoundIgnoreFile {
    if let override { return try FoundIgnoreFile(FoundIgnoreText(override)) }
    if let chosen = choice.ignoreFile { return try ChosenIgnoreFile.read(chosen, in: files.wholeTree()) }
    return try find(in: files, dockerfile: choice.dockerfile)
  }
}

/// The ignore file a scenario names, instead of the one that would be found.
enum ChosenIgnoreFile {
  static func read(_ path: String, in files: some ContextFiles) throws -> FoundIgnoreFile {
    guard case .file(let bytes) = try files.look(at: BytePath(path)) else {
      throw Breakdown(.usage, "the ignore file \(PathText.visible(path)) is no file of the repository")
    }
    return try FoundIgnoreFile(name: path, bytes: bytes)
  }
}
