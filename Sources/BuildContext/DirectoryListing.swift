internal import Fingerprints
internal import Glibc

/// The names in a directory and the stamps of what they name; one listing serves one thread.
struct DirectoryListing: ~Copyable {
  private let tree: DirectoryTree
  /// The path of an entry as a C string, made anew in the same place.
  private var path: [UInt8] = []

  init(of tree: DirectoryTree) { self.tree = tree }

  /// The names in `directory`, each ended by a zero byte, and the stamp of the directory before it was read.
  ///
  /// - Throws: ``ContextFailure``.
  func names(in directory: BytePath) throws(ContextFailure) -> DirectoryScan.Names {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let descriptor =
      directory.isRoot ? openat(tree.root, ".", flags) : withCString(directory.bytes) { openat(tree.root, $0, flags) }
    guard descriptor >= 0 else {
      throw !directory.isRoot && [ENOENT, ENOTDIR, ELOOP].contains(errno)
        ? .changedWhileRead(directory) : .unreadable(directory, operation: "open", code: errno)
    }
    var info = stat()
    guard fstat(descriptor, &info) == 0, let listing = fdopendir(descriptor) else {
      let code = errno
      close(descriptor)
      throw .unreadable(directory, operation: "list", code: code)
    }
    defer { closedir(listing) }
    var names: [UInt8] = []
    errno = 0
    while let entry = readdir(listing) {
      withUnsafeBytes(of: &entry.pointee.d_name) { name in
        let length = name.firstIndex(of: 0) ?? name.count - 1
        if name[0] == 0x2E, length == 1 || length == 2 && name[1] == 0x2E { return }
        names.append(contentsOf: name[0...length])
      }
    }
    guard errno == 0 else { throw .unreadable(directory, operation: "list", code: errno) }
    return DirectoryScan.Names(path: directory, stamp: FileStamp(info), names: names[...])
  }

  /// What lies at `name` in `directory`; nil when it was removed since the directory was listed.
  ///
  /// - Throws: ``ContextFailure``.
  mutating func inspect(_ name: ArraySlice<UInt8>, in directory: BytePath) throws(ContextFailure) -> stat? {
    path.removeAll(keepingCapacity: true)
    if !directory.isRoot {
      path += directory.bytes
      path.append(UInt8(ascii: "/"))
    }
    path += name
    path.append(0)
    var info = stat()
    let result = path.withUnsafeBytes { buffer -> Int32 in
      guard let start = buffer.baseAddress else { return -1 }
      return fstatat(tree.root, start.assumingMemoryBound(to: CChar.self), &info, AT_SYMLINK_NOFOLLOW)
    }
    if result == 0 { return info }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw .unreadable(directory.appending(Array(name)), operation: "inspect", code: errno)
  }
}
