internal import BuildContext
internal import Causes
internal import Fingerprints

/// A tree on disk as one side of a comparison.
final class DirectorySide: ComparedSide {
  let entries: [ComparedEntry]
  private let tree: DirectoryTree
  private var names = DirectoryNames()

  /// `tree` is what the paths of `entries` start from.
  init(_ tree: DirectoryTree, _ entries: [ComparedEntry]) {
    self.tree = tree
    self.entries = entries
  }

  func bytes(of entry: ComparedEntry, limit: Int) -> [UInt8]? {
    guard case .file(let bytes)? = try? tree.look(at: entry.path), bytes.count <= limit else { return nil }
    return bytes
  }

  func isDropped(_ path: BytePath) -> Bool { names.has(path, in: tree) }
}
