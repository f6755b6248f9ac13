internal import Glibc

/// Removes a directory tree without following links and whatever its permissions say.
enum TreeRemoval {
  static func remove(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if descriptor >= 0 {
      empty(descriptor)
    }
    rmdir(path)
  }

  /// Removes everything in the directory; takes over `descriptor` and closes it.
  static func empty(_ descriptor: Int32) {
    guard let listing = fdopendir(descriptor) else {
      close(descriptor)
      return
    }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      var name = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } }
      name.append(0)
      if name == [0x2E, 0] || name == [0x2E, 0x2E, 0] { continue }
      if unlinkat(descriptor, name, 0) == 0 { continue }
      guard errno == EISDIR || errno == EPERM || errno == EACCES else { continue }
      let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
      var child = openat(descriptor, name, flags)
      if child < 0, errno == EACCES, fchmodat(descriptor, name, 0o700, 0) == 0 {
        child = openat(descriptor, name, flags)
      }
      if child >= 0 {
        fchmod(child, 0o700)
        empty(child)
      }
      unlinkat(descriptor, name, AT_REMOVEDIR)
    }
  }
}
