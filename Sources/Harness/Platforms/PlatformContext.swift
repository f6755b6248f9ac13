internal import BuildContext
internal import Fingerprints
internal import Git
internal import Model
internal import Platforms

/// The context of a commit as it is on a platform, read from git's objects alone.
struct PlatformContext {
  let contents: BuildContextContents
  /// The ignore file's name; nil when there is none.
  let ignoreFile: String?
  let findings: [PlatformFinding]
  let facts: PlatformFacts

  /// Reads the context in `choice` of the tree `root`.
  ///
  /// - Parameter linux: the same context as it is on Linux.
  /// - Throws: ``GitFailure``, ``ContextFailure``, ``Breakdown``.
  static func read(
    _ platform: Platform, objectsDirectory: String, tree root: ObjectID, choice: ContextChoice,
    override: IgnoreOverride?, linux: CommitContext, threads: Int
  ) throws -> PlatformContext {
    let rules = PlatformRules(platform)
    let directory = choice.directory == "." ? BytePath.root : BytePath(choice.directory)
    let listed = try CommitTree.list(root, in: try ObjectStore(objectsDirectory: objectsDirectory))
    let attributes = listed.filter(\.isAttributeFile).map { (path: $0.path, id: $0.id) }
    let tree = try PlatformTree(
      CheckedOutTree(listed.compactMap { TrackedEntry($0) }, on: platform),
      ids: Dictionary(listed.map { ($0.path, $0.id) }) { first, _ in first }, rules: rules,
      reader: PlatformReader(objectsDirectory: objectsDirectory, attributes: attributes, rules: rules),
      directory: directory)
    let found = try ignoreFile(of: tree, choice, override, rules)
    let walk = try ContextWalk.select(from: tree, ignoring: found)
    let placed = try ParallelMap.map(
      walk.selected.map { Chosen(path: $0.path, tracked: tree.tracked($0.node)) },
      threads: PlainBlobs.threadCount(threads, entries: walk.selected.count),
      makeWorker: {
        try EntryMaker(
          reader: PlatformReader(objectsDirectory: objectsDirectory, attributes: attributes, rules: rules),
          hasher: MessageDigest(.sha256), rules: rules, directory: directory)
      },
      transform: { maker, chosen in try maker.place(chosen) })
    let contents = BuildContextContents(
      entries: placed.map(\.entry), ignoredCount: walk.ignoredCount,
      warnings: found.warnings + walk.warnings(ignoreFile: found.name))
    let comparison = PlatformComparison(
      linux: linux.contents.entries, placed: placed, tree: tree.checkout, below: directory)
    let digest = try contents.manifest.digest()
    return PlatformContext(
      contents: contents, ignoreFile: found.name, findings: comparison.findings,
      facts: PlatformFacts(
        platform: platform, digest: digest.text,
        isSame: try digest == linux.contents.manifest.digest() && !tree.checkout.failsCheckout,
        failsCheckout: tree.checkout.failsCheckout, differences: PlatformDifference.list(comparison.findings)))
  }

  /// The ignore file that a builder finds in the checkout, as its client there reads it.
  private static func ignoreFile(
    of tree: PlatformTree, _ choice: ContextChoice, _ override: IgnoreOverride?, _ rules: PlatformRules
  ) throws -> FoundIgnoreFile {
    let found: FoundIgnoreFile
    if let override {
      found = try FoundIgnoreFile(FoundIgnoreText(override))
    } else if let chosen = choice.ignoreFile {
      guard case .file(let bytes) = try tree.lookInRepository(at: BytePath(chosen)) else {
        throw Breakdown(
          .usage, "the ignore file \(PathText.visible(chosen)) is no file of a checkout on \(rules.platform.rawValue)")
      }
      found = try FoundIgnoreFile(name: chosen, bytes: bytes)
    } else {
      found = try IgnoreFileFinder.find(in: tree, dockerfile: choice.dockerfile)
    }
    guard rules.separatesByBackslash, found.bytes.contains(0x5C) else { return found }
    let bytes = found.bytes.map { $0 == 0x5C ? UInt8(ascii: "/") : $0 }
    return try FoundIgnoreFile(FoundIgnoreText(name: found.name, bytes: bytes, warnings: found.warnings))
  }

  private struct Chosen: Sendable {
    let path: BytePath
    let tracked: (entry: TrackedEntry, id: ObjectID)?
  }

  private struct EntryMaker: ~Copyable {
    let reader: PlatformReader
    let hasher: MessageDigest
    let rules: PlatformRules
    let directory: BytePath

    func place(_ chosen: Chosen) throws -> PlatformComparison.Placed {
      guard let (tracked, id) = chosen.tracked else { return emptyEntry(chosen.path) }
      let source = tracked.path.relative(to: directory) ?? tracked.path
      switch tracked.kind {
      case .submodule: return emptyEntry(chosen.path)
      case .link:
        let target = try reader.link(id, at: tracked.path)
        hasher.update(target)
        let digest = hasher.finishSHA256()
        let kind: ContextEntry.Kind =
          rules.writesLinksAsFiles
          ? .file(executable: rules.sendsFilesAsExecutable, content: digest)
          : .symlink(target: target, content: digest)
        return PlatformComparison.Placed(
          entry: ContextEntry(
            path: chosen.path, kind: kind, size: UInt64(target.count),
            permissions: rules.writesLinksAsFiles ? 0o755 : 0o777),
          source: source)
      case .file(let marked):
        let size = try reader.withFile(id, at: tracked.path) { content in
          hasher.update(content)
          return UInt64(content.byteCount)
        }
        let executable = marked || rules.sendsFilesAsExecutable
        return PlatformComparison.Placed(
          entry: ContextEntry(
            path: chosen.path, kind: .file(executable: executable, content: hasher.finishSHA256()), size: size,
            permissions: executable ? 0o755 : 0o644),
          source: source)
      }
    }

    private func emptyEntry(_ path: BytePath) -> PlatformComparison.Placed {
      PlatformComparison.Placed(
        entry: ContextEntry(path: path, kind: .directory, size: 0, permissions: 0o755), source: path)
    }
  }
}

extension TrackedEntry {
  /// Nil for a directory, which git tracks by what is in it.
  fileprivate init?(_ entry: TreeEntry) {
    switch entry.kind {
    case .directory: return nil
    case .file(let executable): self.init(path: entry.path, kind: .file(executable: executable))
    case .symlink: self.init(path: entry.path, kind: .link)
    case .submodule: self.init(path: entry.path, kind: .submodule)
    }
  }
}

extension TreeEntry {
  fileprivate var isAttributeFile: Bool {
    guard case .file = kind else { return false }
    return path.lastComponent.bytes == Array(".gitattributes".utf8)
  }
}
