internal import Glibc

/// The user that owns a checkout and runs the build in it.
enum CheckoutOwner {
  /// The id that a value of the axis names; nil for the user's own.
  static func id(_ value: String?) -> UInt32? {
    guard let value, value.hasPrefix("uid-") else { return nil }
    return UInt32(value.dropFirst(4))
  }

  /// Gives everything in `directory` to the user, and lets the user come to it.
  ///
  /// Only root can; whoever is not builds inside a user namespace, where the own files look as if they were the other
  /// user's.
  static func give(_ directory: String, to user: UInt32, runDirectory: String) {
    guard geteuid() == 0 else { return }
    // The names above are random and cannot be listed: to pass is not to find.
    for path in [runDirectory, parent(of: runDirectory)] { chmod(path, 0o711) }
    var path = directory
    while path.utf8.count > runDirectory.utf8.count {
      if path != directory { chmod(path, 0o711) }
      path = parent(of: path)
    }
    lchown(directory, user, user)
    guard let descriptor = opened(AT_FDCWD, directory) else { return }
    giveContents(descriptor, user, depth: 0)
  }

  /// Takes over the descriptor and closes it.
  private static func giveContents(_ directory: Int32, _ user: UInt32, depth: Int) {
    guard let listing = fdopendir(directory) else {
      close(directory)
      return
    }
    defer { closedir(listing) }
    guard depth < 512 else { return }
    while let entry = readdir(listing) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } }
      let name = bytes + [0]
      if name == [0x2E, 0] || name == [0x2E, 0x2E, 0] { continue }
      fchownat(directory, name, user, user, AT_SYMLINK_NOFOLLOW)
      let child = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if child >= 0 { giveContents(child, user, depth: depth + 1) }
    }
  }

  private static func opened(_ base: Int32, _ path: String) -> Int32? {
    let descriptor = openat(base, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    return descriptor >= 0 ? descriptor : nil
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
