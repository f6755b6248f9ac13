public import Fingerprints
internal import Glibc

extension DirectoryTree: ContextFiles {
  /// The largest ignore file that is read: the reference's limit is on lines, ours on the whole.
  private static let maximumSize = 64 << 20

  /// What lies behind a link in the middle of `path` counts as missing: it may be outside.
  ///
  /// - Throws: ``ContextFailure`` when the entry is there and cannot be read.
  public func look(at path: BytePath) throws -> ContextFileLookup {
    guard path.parent.isRoot else {
      return try subtree(path.parent)?.look(at: path.lastComponent) ?? .missing
    }
    var info = stat()
    guard withCString(path.bytes, { fstatat(root, $0, &info, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return .missing }
      throw ContextFailure.unreadable(path, operation: "inspect", code: errno)
    }
    switch info.st_mode & S_IFMT {
    case S_IFDIR: return .directory
    case S_IFLNK: return .link(try readLink(path))
    case S_IFREG: return .file(try readFile(path))
    default: return .special
    }
  }

  public func link(at path: BytePath) throws -> [UInt8]? {
    guard path.parent.isRoot else { return try subtree(path.parent)?.link(at: path.lastComponent) }
    var info = stat()
    guard !path.isRoot, withCString(path.bytes, { fstatat(root, $0, &info, AT_SYMLINK_NOFOLLOW) }) == 0,
      info.st_mode & S_IFMT == S_IFLNK
    else { return nil }
    return try readLink(path)
  }

  public func isDirectory(at path: BytePath) throws -> Bool { try subtree(path) != nil }

  public func names(in path: BytePath) throws -> [[UInt8]]? {
    try subtree(path)?.children(of: nil).map(\.name)
  }

  private func readFile(_ path: BytePath) throws(ContextFailure) -> [UInt8] {
    let file = withCString(path.bytes) { openat(root, $0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) }
    guard file >= 0 else { throw .unreadable(path, operation: "open", code: errno) }
    defer { close(file) }
    var before = stat()
    guard fstat(file, &before) == 0 else { throw .unreadable(path, operation: "inspect", code: errno) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path, operation: "read", code: errno)
      }
      if count == 0 {
        var after = stat()
        guard fstat(file, &after) == 0, FileStamp(after) == FileStamp(before) else { throw .changedWhileRead(path) }
        return bytes
      }
      bytes += buffer[..<count]
      guard bytes.count <= Self.maximumSize else { throw .unreadable(path, operation: "read", code: EFBIG) }
    }
  }

  func readLink(_ path: BytePath) throws(ContextFailure) -> [UInt8] {
    var target = [UInt8](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = target.withUnsafeMutableBytes { buffer -> Int in
      guard let start = buffer.bindMemory(to: CChar.self).baseAddress else { return -1 }
      return withCString(path.bytes) { readlinkat(root, $0, start, buffer.count) }
    }
    guard count >= 0 else {
      // It was a link when it was found.
      throw [ENOENT, ENOTDIR, EINVAL].contains(errno)
        ? .changedWhileRead(path) : .unreadable(path, operation: "read the link", code: errno)
    }
    return Array(target[..<count])
  }
}
