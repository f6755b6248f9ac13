public import Fingerprints
internal import Glibc

/// A directory on disk as a tree; links are entries, never followed.
///
/// One open directory descriptor is the root of all calls, so a renamed parent changes nothing.
public final class DirectoryTree: ContextTree {
  public typealias Node = DirectoryNode

  let root: Int32

  /// - Throws: ``ContextFailure`` when `path` is no directory or may not be opened.
  public init(_ path: String) throws(ContextFailure) {
    root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .notADirectory(path) : .unreadable(BytePath(path), operation: "open", code: errno)
    }
  }

  private init(owning descriptor: Int32) { root = descriptor }

  deinit { close(root) }

  /// Nil when the root cannot be inspected.
  func stamp() -> FileStamp? {
    var info = stat()
    return fstat(root, &info) == 0 ? FileStamp(info) : nil
  }

  /// Whether the directory was removed since it was opened.
  var isRemoved: Bool {
    var info = stat()
    return fstat(root, &info) == 0 && info.st_nlink == 0
  }

  /// The directory at `path` below the root as a tree of its own; nil when it is not there, or when it or a
  /// directory on the way is a link or no directory.
  ///
  /// - Throws: ``ContextFailure`` when it may not be opened.
  public func subtree(_ path: BytePath) throws(ContextFailure) -> DirectoryTree? {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    var current = openat(root, ".", flags)
    guard current >= 0 else { throw .unreadable(path, operation: "open", code: errno) }
    for component in path.components {
      let next = withCString(component.bytes) { openat(current, $0, flags) }
      let code = errno
      close(current)
      guard next >= 0 else {
        if [ENOENT, ENOTDIR, ELOOP].contains(code) { return nil }
        throw .unreadable(path, operation: "open", code: code)
      }
      current = next
    }
    return DirectoryTree(owning: current)
  }

  public func children(of directory: DirectoryNode?) throws -> [ContextChild<DirectoryNode>] {
    let path = directory?.path ?? .root
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let descriptor = path.isRoot ? openat(root, ".", flags) : withCString(path.bytes) { openat(root, $0, flags) }
    guard descriptor >= 0 else {
      throw !path.isRoot && [ENOENT, ENOTDIR, ELOOP].contains(errno)
        ? ContextFailure.changedWhileRead(path) : ContextFailure.unreadable(path, operation: "open", code: errno)
    }
    guard let listing = fdopendir(descriptor) else {
      let code = errno
      close(descriptor)
      throw ContextFailure.unreadable(path, operation: "list", code: code)
    }
    defer { closedir(listing) }
    var children: [ContextChild<DirectoryNode>] = []
    while true {
      errno = 0
      guard let entry = readdir(listing) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      var info = stat()
      let childPath = path.appending(name)
      guard withCString(name, { fstatat(descriptor, $0, &info, AT_SYMLINK_NOFOLLOW) }) == 0 else {
        // Removed since it was listed: as a builder, take it for never there.
        if errno == ENOENT { continue }
        throw ContextFailure.unreadable(childPath, operation: "inspect", code: errno)
      }
      let node = DirectoryNode(
        path: childPath, permissions: UInt16(info.st_mode & 0o7777), size: UInt64(max(0, info.st_size)),
        sharedInode: info.st_nlink > 1 ? UInt64(info.st_ino) : nil, device: DeviceNumber(info), stamp: FileStamp(info))
      children.append(ContextChild(name: name, kind: Self.kind(info.st_mode), node: node))
    }
    guard errno == 0 else { throw ContextFailure.unreadable(path, operation: "list", code: errno) }
    return children
  }

  static func kind(_ mode: mode_t) -> ContextChild<DirectoryNode>.Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFLNK: .symlink
    case S_IFDIR: .directory
    case S_IFIFO: .special("FIFO")
    case S_IFSOCK: .special("socket")
    default: .special("device")
    }
  }
}

/// An entry as it was when its directory was listed.
public struct DirectoryNode: Hashable, Sendable {
  public let path: BytePath
  public let permissions: UInt16
  public let size: UInt64
  /// The number of the inode when it has more names than this one.
  public let sharedInode: UInt64?
  /// Nil for what is no device.
  public let device: DeviceNumber?
  let stamp: FileStamp
}
