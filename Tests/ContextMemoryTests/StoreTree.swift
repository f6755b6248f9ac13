import BuildContext
import Fingerprints
import Git

/// A commit's tree for ``ContextWalk``, read whole: what the walk with a snapshot is held against.
final class StoreTree: ContextTree {
  private let store: ObjectStore
  private let root: ObjectID
  private(set) var submodules: [BytePath] = []

  init(objectsDirectory: String, root: ObjectID) throws {
    store = try ObjectStore(objectsDirectory: objectsDirectory)
    self.root = root
  }

  struct Node {
    let path: BytePath
    let entry: GitEntry
  }

  func children(of directory: Node?) throws -> [ContextChild<Node>] {
    if directory?.entry.kind == .submodule { return [] }
    return try store.entries(ofTree: directory?.entry.id ?? root, what: "a tree").map { entry in
      let kind: ContextChild<Node>.Kind =
        switch entry.kind {
        case .file: .file
        case .symlink: .symlink
        case .directory, .submodule: .directory
        }
      let path = (directory?.path ?? .root).appending(entry.name)
      if entry.kind == .submodule { submodules.append(path) }
      return ContextChild(name: entry.name, kind: kind, node: Node(path: path, entry: entry))
    }
  }

  func content(_ id: ObjectID) throws -> [UInt8] {
    try store.withObject(id, .blob, what: "a blob") { content in content.withUnsafeBytes { Array($0) } }
  }

  /// The manifest of what the rules keep, made without any snapshot.
  func contents(ignoring ignoreFile: FoundIgnoreFile) throws -> BuildContextContents {
    let walk = try ContextWalk.select(from: self, ignoring: ignoreFile)
    let entries = try walk.selected.map { selected -> ContextEntry in
      let id = selected.node.entry.id
      switch selected.node.entry.kind {
      case .directory, .submodule:
        return ContextEntry(path: selected.path, kind: .directory, size: 0, permissions: 0o755)
      case .symlink:
        let target = try content(id)
        return ContextEntry(
          path: selected.path, kind: .symlink(target: target, content: try .of(target)),
          size: UInt64(target.count), permissions: 0o777)
      case .file(let executable):
        let bytes = try content(id)
        return ContextEntry(
          path: selected.path, kind: .file(executable: executable, content: try .of(bytes)),
          size: UInt64(bytes.count), permissions: 0o644)
      }
    }
    return BuildContextContents(
      entries: entries, ignoredCount: walk.ignoredCount, warnings: walk.arrivingEmpty.map { "\($0.bytes)" })
  }
}
