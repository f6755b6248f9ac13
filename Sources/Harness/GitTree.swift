internal import BuildContext
internal import Fingerprints
internal import Git
internal import Model

/// A commit's tree as the source of a context; reads trees as they are entered.
final class GitTree: ContextTree, ContextFiles {
  struct Node {
    let entry: GitEntry
    let path: BytePath
  }

  private let objects: CheckoutObjects
  /// The tree of the context's root.
  private(set) var root: ObjectID
  private let rootPath: BytePath
  private let repositoryRoot: ObjectID
  /// The commit's attribute files seen so far, by path from the repository's root.
  private(set) var attributeFiles: [(path: BytePath, id: ObjectID)] = []
  /// Submodules seen: empty directories in a plain checkout.
  private(set) var submodules: [(path: BytePath, id: ObjectID)] = []

  /// What the trees that were entered have to say of their entries, by path from the repository's root.
  private(set) var remarks: [(path: BytePath, text: String)] = []

  /// The context in `directory` of the tree `root`; both relative to the repository's root.
  ///
  /// - Throws: ``Breakdown`` when there is no such directory; ``GitFailure``.
  init(_ objects: CheckoutObjects, root: ObjectID, directory: BytePath) throws {
    self.objects = objects
    self.root = root
    repositoryRoot = root
    rootPath = directory
    var path = BytePath.root
    for component in directory.components {
      let entries = try objects.reader.store.entries(ofTree: self.root, what: Self.shown(path))
      note(entries, in: path)
      path = path.appending(component)
      guard let entry = entries.first(where: { $0.name == component.bytes }), entry.kind == .directory else {
        throw Breakdown(.usage, "the commit has no directory \(PathText.visible(directory))")
      }
      self.root = entry.id
    }
  }

  /// The same commit with the repository's root as its own.
  ///
  /// - Throws: ``GitFailure``.
  func wholeTree() throws -> GitTree { try GitTree(objects, root: repositoryRoot, directory: .root) }

  func children(of directory: Node?) throws -> [ContextChild<Node>] {
    if let directory, directory.entry.kind == .submodule { return [] }
    let path = directory?.path ?? .root
    let entries = try objects.reader.store.entries(
      ofTree: directory?.entry.id ?? root, what: Self.shown(rootPath.appending(path)))
    note(entries, in: rootPath.appending(path))
    return entries.map { entry in
      let node = Node(entry: entry, path: path.appending(entry.name))
      let kind: ContextChild<Node>.Kind
      switch entry.kind {
      case .file: kind = .file
      case .symlink: kind = .symlink
      case .directory: kind = .directory
      case .submodule:
        kind = .directory
        submodules.append((rootPath.appending(node.path), entry.id))
      }
      return ContextChild(name: entry.name, kind: kind, node: node)
    }
  }

  func look(at path: BytePath) throws -> ContextFileLookup {
    var current = root
    var place = rootPath
    let components = path.components
    for (index, component) in components.enumerated() {
      let entries = try objects.reader.store.entries(ofTree: current, what: Self.shown(place))
      place = place.appending(component)
      guard let entry = entries.first(where: { $0.name == component.bytes }) else { return .missing }
      let isLast = index == components.count - 1
      switch entry.kind {
      case .directory:
        if isLast { return .directory }
        current = entry.id
      case .submodule: return isLast ? .directory : .missing
      case .symlink, .file:
        guard isLast else { return .missing }
        let bytes = try objects.reader.withContent(of: path, id: entry.id, isVerbatim: entry.kind == .symlink) {
          $0.withUnsafeBytes { Array($0) }
        }
        return entry.kind == .symlink ? .link(bytes) : .file(bytes)
      }
    }
    return .directory
  }

  func link(at path: BytePath) throws -> [UInt8]? {
    guard !path.isRoot, let entries = try entries(of: path.parent),
      let entry = entries.first(where: { $0.name == path.lastComponent.bytes }), entry.kind == .symlink
    else { return nil }
    return try objects.reader.withContent(of: path, id: entry.id, isVerbatim: true) { $0.withUnsafeBytes { Array($0) } }
  }

  func isDirectory(at path: BytePath) throws -> Bool {
    guard let entries = try entries(of: path.parent) else { return false }
    return path.isRoot
      || entries.contains {
        $0.name == path.lastComponent.bytes && ($0.kind == .directory || $0.kind == .submodule)
      }
  }

  func names(in path: BytePath) throws -> [[UInt8]]? { try entries(of: path)?.map(\.name) }

  /// Nil when there is no directory of the commit at `path`.
  private func entries(of path: BytePath) throws -> [GitEntry]? {
    var current = root
    var place = rootPath
    for component in path.components {
      let entries = try objects.reader.store.entries(ofTree: current, what: Self.shown(place))
      place = place.appending(component)
      guard let entry = entries.first(where: { $0.name == component.bytes }), entry.kind == .directory else {
        return nil
      }
      current = entry.id
    }
    return try objects.reader.store.entries(ofTree: current, what: Self.shown(place))
  }

  /// A tree's place from the repository's root, for messages.
  private static func shown(_ path: BytePath) -> String { path.isRoot ? "the root tree" : PathText.visible(path) }

  private func note(_ entries: [GitEntry], in directory: BytePath) {
    for entry in entries {
      if let remark = entry.remark { remarks.append((directory.appending(entry.name), remark)) }
    }
    for entry in entries where entry.name == Self.attributesName {
      if case .file = entry.kind { attributeFiles.append((directory.appending(entry.name), entry.id)) }
    }
  }

  private static let attributesName = Array(".gitattributes".utf8)
}

/// Keeps a reader, which cannot be copied, where a class can hold it.
final class CheckoutObjects {
  var reader: CheckoutReader

  init(objectsDirectory: String) throws(GitFailure) {
    reader = try CheckoutReader(objectsDirectory: objectsDirectory)
  }
}
