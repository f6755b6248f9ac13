internal import BuildContext
internal import Causes
internal import Fingerprints
internal import Git
internal import Model

/// The context of a commit as one side of a comparison.
final class CommitSide: ComparedSide {
  let entries: [ComparedEntry]
  private let source: GitTree
  private let reader: CheckoutReader
  private let directory: BytePath
  /// Of the files in the context.
  private let ids: [BytePath: ObjectID]
  private var names = DirectoryNames()

  /// `entries` are those of the context in `directory` of the revision.
  ///
  /// - Throws: ``GitFailure``, ``ContextFailure``, ``Breakdown``.
  init(
    _ entries: [ComparedEntry], repository: String, revision: String, directory: String?, dockerfile: String,
    override: IgnoreOverride?
  ) throws {
    let layout = try RepositoryLayout.find(around: repository)
    let tree = try RevisionResolver(layout).resolveTree(revision).tree
    let prefix = directory ?? layout.prefix
    let objects = try CheckoutObjects(objectsDirectory: layout.objectsDirectory)
    self.directory = prefix == "." ? BytePath.root : BytePath(prefix)
    source = try GitTree(objects, root: tree, directory: self.directory)
    let rules = try EngineRules.find(
      engine: IgnoreEngineName.buildkit.rawValue, in: source, dockerfile: dockerfile, override: override)
    let walk = try rules.select(from: source)
    var reader = try CheckoutReader(objectsDirectory: layout.objectsDirectory)
    for file in source.attributeFiles { try reader.add(attributeFile: file.path, id: file.id) }
    self.reader = reader
    self.entries = entries
    ids = Dictionary(walk.selected.map { ($0.path, $0.node.entry.id) }, uniquingKeysWith: { $1 })
  }

  func bytes(of entry: ComparedEntry, limit: Int) -> [UInt8]? {
    guard entry.kind == .file, let id = ids[entry.path] else { return nil }
    let bytes = try? reader.withContent(of: directory.appending(entry.path), id: id, isVerbatim: false) { content in
      content.byteCount <= limit ? content.withUnsafeBytes { Array($0) } : nil
    }
    return bytes ?? nil
  }

  func isDropped(_ path: BytePath) -> Bool { names.has(path, in: source) }
}
