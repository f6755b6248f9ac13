internal import Glibc

/// Removes a directory tree without following links, whatever its permissions say and however deep it is.
enum TreeRemoval {
  /// Directories below this are moved up before they are emptied: each one on the way down holds a descriptor.
  private static let maximumDepth = 64

  static func remove(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if descriptor >= 0 {
      empty(descriptor)
    }
    rmdir(path)
  }

  /// Removes everything in the directory; takes over `descriptor` and closes it.
  static func empty(_ descriptor: Int32) {
    // As often as something was moved up, which is then removed from there; each round is that much less deep.
    while true {
      var moved = 0
      let root = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard root >= 0 else { break }
      empty(root, top: descriptor, depth: 0, &moved)
      if moved == 0 { break }
    }
    close(descriptor)
  }

  private static func empty(_ descriptor: Int32, top: Int32, depth: Int, _ moved: inout Int) {
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
      if depth >= maximumDepth {
        // To be moved a directory must be writable, as its entry for ".." changes.
        fchmodat(descriptor, name, 0o700, 0)
        let above = "lockstep-deep-\(UInt64.random(in: .min ... .max))"
        if renameat(descriptor, name, top, above) == 0 {
          moved += 1
          continue
        }
      }
      let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
      var child = openat(descriptor, name, flags)
      if child < 0, errno == EACCES, fchmodat(descriptor, name, 0o700, 0) == 0 {
        child = openat(descriptor, name, flags)
      }
      if child >= 0 {
        fchmod(child, 0o700)
        empty(child, top: top, depth: depth + 1, &moved)
      }
      unlinkat(descriptor, name, AT_REMOVEDIR)
    }
  }
}
