internal import BuildContext
internal import Dockerignore
internal import Fingerprints
internal import Git
internal import Model

/// The context of a commit, read from git's objects alone: nothing is written.
struct CommitContext {
  let contents: BuildContextContents
  let ignoreFile: FoundIgnoreFile

  /// Reads the context in `choice` of the tree `tree`.
  ///
  /// - Throws: ``GitFailure``, ``ContextFailure``, ``Breakdown``.
  static func read(
    objectsDirectory: String, tree: ObjectID, choice: ContextChoice, override: IgnoreOverride?, threads: Int
  ) throws -> CommitContext {
    let objects = try CheckoutObjects(objectsDirectory: objectsDirectory)
    let directory = choice.directory == "." ? BytePath.root : BytePath(choice.directory)
    let source = try GitTree(objects, root: tree, directory: directory)
    let ignoreFile = try Self.ignoreFile(objects, tree, source, choice, override)
    let walk = try ContextWalk.select(from: source, ignoring: IgnoreMatcher(ignoreFile.file))
    let attributes = source.attributeFiles
    let entries = try ParallelMap.map(
      walk.selected.map(Selection.init), threads: walk.selected.count < 200 ? 1 : threads,
      makeWorker: { try EntryReader(objectsDirectory: objectsDirectory, attributes: attributes, below: directory) },
      transform: { reader, selection in try reader.entry(selection.entry) })
    let warnings =
      ignoreFile.warnings
      + source.submodules.map {
        "the submodule \(PathText.visible($0)) is not populated: an empty directory in the context"
      }
    return CommitContext(
      contents: BuildContextContents(entries: entries, ignoredCount: walk.ignoredCount, warnings: warnings),
      ignoreFile: ignoreFile)
  }

  private static func ignoreFile(
    _ objects: CheckoutObjects, _ tree: ObjectID, _ source: GitTree, _ choice: ContextChoice,
    _ override: IgnoreOverride?
  ) throws -> FoundIgnoreFile {
    if let override {
      return try FoundIgnoreFile(name: override.name, bytes: override.bytes)
    }
    guard let chosen = choice.ignoreFile else {
      return try IgnoreFileFinder.find(in: source, dockerfile: choice.dockerfile)
    }
    let whole = try GitTree(objects, root: tree, directory: .root)
    return try ChosenIgnoreFile.read(chosen, in: whole)
  }

  private struct Selection: @unchecked Sendable { let entry: ContextWalk<GitTree>.Selected }
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

/// Hashes the content a checkout would have; one reader serves one thread.
struct EntryReader: ~Copyable {
  private let reader: CheckoutReader
  private let hasher: MessageDigest
  private let directory: BytePath

  init(objectsDirectory: String, attributes: [(path: BytePath, id: ObjectID)], below directory: BytePath) throws {
    var reader = try CheckoutReader(objectsDirectory: objectsDirectory)
    for file in attributes { try reader.add(attributeFile: file.path, id: file.id) }
    let hasher = try MessageDigest(.sha256)
    self.reader = reader
    self.hasher = hasher
    self.directory = directory
  }

  func entry(_ selected: ContextWalk<GitTree>.Selected) throws -> ContextEntry {
    let entry = selected.node.entry
    let path = selected.path
    switch entry.kind {
    case .directory, .submodule:
      return ContextEntry(path: path, kind: .directory, size: 0, permissions: 0o755)
    case .symlink:
      let target = try reader.withContent(of: directory.appending(path), id: entry.id, isLink: true) { content in
        hasher.update(content)
        return content.withUnsafeBytes { Array($0) }
      }
      return ContextEntry(
        path: path, kind: .symlink(target: target, content: hasher.finishSHA256()), size: UInt64(target.count),
        permissions: 0o777)
    case .file(let executable):
      let size = try reader.withContent(of: directory.appending(path), id: entry.id, isLink: false) { content in
        hasher.update(content)
        return UInt64(content.byteCount)
      }
      return ContextEntry(
        path: path, kind: .file(executable: executable, content: hasher.finishSHA256()), size: size,
        permissions: executable ? 0o755 : 0o644)
    }
  }
}
