public import Fingerprints

/// One change to one place of a tree.
public enum Mutation: String, Hashable, Sendable, CaseIterable {
  /// One byte of a file is another one.
  case content
  /// A file has one more byte.
  case size
  /// A file or link is called otherwise.
  case name
  /// A file moves to another directory.
  case place
  /// The owner's executable bit of a file.
  case executable
  /// The write bits of group and others of a file, as another umask sets them.
  case umask
  /// The same bits of a directory.
  case directoryMode = "directory-mode"
  /// A link leads elsewhere.
  case linkTarget = "link-target"
  /// A link becomes a file that holds its text.
  case linkToFile = "link-to-file"
  /// Two files change places.
  case swap
  /// Line ends become CR LF.
  case crlf
  case deletion
  case emptyDirectoryAdded = "empty-directory-added"
  case emptyDirectoryRemoved = "empty-directory-removed"

  /// The tree with this change at `path`; nil where it does not apply, or would change nothing.
  ///
  /// - Parameter number: chooses among the ways to do it.
  public func apply(to tree: AuditTree, at path: BytePath, number: UInt64) -> AuditTree? {
    guard let node = tree.nodes[path] else { return nil }
    var changed = tree
    switch (self, node) {
    case (.content, .file(var bytes, let permissions)) where !bytes.isEmpty:
      bytes[Int(number % UInt64(bytes.count))] ^= 1 << UInt8(number % 8)
      changed.put(.file(bytes, permissions: permissions), at: path)
    case (.size, .file(let bytes, let permissions)):
      changed.put(.file(bytes + [0x0A], permissions: permissions), at: path)
    case (.name, .file), (.name, .link):
      changed.remove(path)
      changed.put(node, at: Self.free(path.parent, Array(path.lastComponent.bytes.prefix(60)) + Array("-2".utf8), tree))
    case (.place, .file):
      changed.remove(path)
      changed.put(node, at: Self.free(path.parent.appending(Array("moved".utf8)), path.lastComponent.bytes, tree))
    case (.executable, .file(let bytes, let permissions)):
      changed.put(.file(bytes, permissions: permissions ^ 0o100), at: path)
    case (.umask, .file(let bytes, let permissions)):
      changed.put(.file(bytes, permissions: permissions ^ 0o022), at: path)
    case (.directoryMode, .directory(let permissions)):
      changed.put(.directory(permissions: permissions ^ 0o022), at: path)
    case (.linkTarget, .link(let target)): changed.put(.link(target + [0x78]), at: path)
    case (.linkToFile, .link(let target)): changed.put(.file(target, permissions: 0o644), at: path)
    case (.swap, .file(let bytes, let permissions)): return swapped(path, bytes, permissions, tree, number)
    case (.crlf, .file(let bytes, let permissions)):
      let converted = Array(bytes.map { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }.joined())
      guard converted != bytes else { return nil }
      changed.put(.file(converted, permissions: permissions), at: path)
    case (.deletion, .file), (.deletion, .link): changed.remove(path)
    case (.emptyDirectoryAdded, .directory):
      changed.put(.directory(permissions: 0o755), at: Self.free(path, Array("void".utf8), tree))
    case (.emptyDirectoryRemoved, .directory):
      guard isLeaf(path, tree) else { return nil }
      changed.remove(path)
    default: return nil
    }
    return changed
  }

  /// Whether nothing lies below `path`.
  private func isLeaf(_ path: BytePath, _ tree: AuditTree) -> Bool {
    guard case .directory = tree.nodes[path] else { return true }
    return !tree.nodes.keys.contains { $0.parent == path }
  }

  /// The contents of two files change places; their modes stay, so that it is about contents alone.
  private func swapped(
    _ path: BytePath, _ bytes: [UInt8], _ permissions: UInt16, _ tree: AuditTree, _ number: UInt64
  ) -> AuditTree? {
    let others = tree.nodes.compactMap { other, node -> (BytePath, [UInt8], UInt16)? in
      guard case .file(let content, let bits) = node, content != bytes else { return nil }
      return (other, content, bits)
    }.sorted { $0.0 < $1.0 }
    guard !others.isEmpty else { return nil }
    let (other, content, bits) = others[Int(number % UInt64(others.count))]
    var changed = tree
    changed.put(.file(content, permissions: permissions), at: path)
    changed.put(.file(bytes, permissions: bits), at: other)
    return changed
  }

  /// `name` in `directory`, or a longer one that is not taken.
  private static func free(_ directory: BytePath, _ name: [UInt8], _ tree: AuditTree) -> BytePath {
    var path = directory.appending(name)
    while tree.nodes[path] != nil { path = BytePath(path.bytes + [0x5F]) }
    return path
  }
}
