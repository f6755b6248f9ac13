public import Fingerprints
internal import Glibc

/// Hashes the files and links of a ``DirectoryTree``; one reader serves one thread.
public struct DirectoryContent: ~Copyable {
  private let tree: DirectoryTree
  private let hasher: MessageDigest
  private var buffer = [UInt8](repeating: 0, count: 256 * 1024)

  /// - Throws: ``ContextFailure`` when libcrypto has no SHA-256.
  public init(of tree: DirectoryTree) throws(ContextFailure) {
    self.tree = tree
    do throws(DigestUnavailable) {
      hasher = try MessageDigest(.sha256)
    } catch {
      throw .digest(error)
    }
  }

  /// The context entry of a selected node.
  ///
  /// - Throws: ``ContextFailure`` when it cannot be read or changes meanwhile.
  public mutating func entry(_ selected: ContextWalk<DirectoryTree>.Selected) throws(ContextFailure) -> ContextEntry {
    let node = selected.node
    switch selected.kind {
    case .directory:
      return ContextEntry(path: selected.path, kind: .directory, size: 0, permissions: node.permissions)
    case .symlink:
      let target = try tree.readLink(node.path)
      hasher.update(target)
      return ContextEntry(
        path: selected.path, kind: .symlink(target: target, content: hasher.finishSHA256()),
        size: UInt64(target.count), permissions: node.permissions)
    case .file, .special:
      let (content, size) = try hash(node)
      return ContextEntry(
        path: selected.path,
        kind: .file(executable: node.permissions & 0o100 != 0, content: content), size: size,
        permissions: node.permissions)
    }
  }

  /// The SHA-256 of the file at `path` that has `stamp`, or of the text of the link there.
  ///
  /// - Throws: ``ContextFailure`` when it cannot be read or has another stamp by now.
  mutating func digest(
    at path: BytePath, isLink: Bool, _ stamp: FileStamp
  ) throws(ContextFailure) -> SHA256Digest {
    if isLink {
      hasher.update(try tree.readLink(path))
      return hasher.finishSHA256()
    }
    let node = DirectoryNode(path: path, permissions: 0, size: stamp.size, sharedInode: nil, device: nil, stamp: stamp)
    return try hash(node, stamp).0
  }

  private mutating func hash(
    _ node: DirectoryNode, _ stamp: FileStamp? = nil
  ) throws(ContextFailure) -> (SHA256Digest, UInt64) {
    // Out of `self` meanwhile, which the closure needs for the hasher.
    var buffer = self.buffer
    self.buffer = []
    defer { self.buffer = buffer }
    do throws(ContextFailure) {
      let total = try Self.read(node, stamp, of: tree, &buffer) { hasher.update($0) }
      return (hasher.finishSHA256(), total)
    } catch {
      // What was begun must not become part of the next file.
      _ = hasher.finish()
      throw error
    }
  }

  /// Lends the bytes of the file `node` to `body`, piece by piece, and gives their number.
  ///
  /// - Throws: ``ContextFailure`` when it cannot be read or changes meanwhile.
  public mutating func read(_ node: DirectoryNode, _ body: (RawSpan) -> Void) throws(ContextFailure) -> UInt64 {
    try Self.read(node, nil, of: tree, &buffer, body)
  }

  /// - Parameter stamp: what the file must have when it has been read; nil to compare its times as listed, before and after.
  private static func read(
    _ node: DirectoryNode, _ stamp: FileStamp?, of tree: DirectoryTree, _ buffer: inout [UInt8],
    _ body: (RawSpan) -> Void
  ) throws(ContextFailure) -> UInt64 {
    // O_NONBLOCK: should a FIFO have taken the file's place, opening it must not wait.
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let file = withCString(node.path.bytes) { openat(tree.root, $0, flags) }
    guard file >= 0 else {
      // It was there when its directory was listed, and no link.
      throw [ENOENT, ENOTDIR, ELOOP].contains(errno)
        ? .changedWhileRead(node.path) : .unreadable(node.path, operation: "open", code: errno)
    }
    defer { close(file) }
    var before = stamp
    if before == nil {
      var info = stat()
      guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { throw .changedWhileRead(node.path) }
      let opened = FileStamp(info)
      // What is there by now may be another file of the same size; its mode is that of the listing.
      guard opened.hasTimes(of: node.stamp) else { throw .changedWhileRead(node.path) }
      before = opened
    }
    var total: UInt64 = 0
    while total < node.size {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw errno == EISDIR
          ? .changedWhileRead(node.path) : .unreadable(node.path, operation: "read", code: errno)
      }
      if count == 0 { break }
      body(buffer.span.extracting(first: count).bytes)
      total += UInt64(count)
    }
    var after = stat()
    guard total == node.size, fstat(file, &after) == 0, FileStamp(after) == before, before?.size == total
    else { throw .changedWhileRead(node.path) }
    return total
  }
}
