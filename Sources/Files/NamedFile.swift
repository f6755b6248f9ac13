internal import Glibc

/// A new file beside another one, under a name that nobody else chooses.
///
/// Where the file system can, it gets its name only when all is written, so that a process that is killed leaves nothing.
struct NamedFile {
  let path: String

  /// `O_TMPFILE`, which Swift does not see: as it is on x86, ARM, RISC-V, POWER and S/390.
  private static let withoutName: Int32 = 0o20_000_000 | O_DIRECTORY

  init(beside path: String) {
    self.path = "\(path).tmp-\(String(UInt64.random(in: .min ... .max), radix: 36))"
  }

  static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Nil, or the `errno` of the step that failed; there is no file then.
  func write(_ bytes: [UInt8], isDurable: Bool) -> Int32? {
    let nameless = FileWriting.uninterrupted {
      open(Self.directory(of: path), Self.withoutName | O_WRONLY | O_CLOEXEC, 0o644)
    }
    guard nameless >= 0 else {
      // What cannot make a file without a name says so in one of these ways; a missing directory is told below.
      return [EOPNOTSUPP, EISDIR, ENOENT, EINVAL].contains(errno) ? writeNamed(bytes, isDurable) : errno
    }
    if let code = fill(nameless, bytes, isDurable) {
      close(nameless)
      return code
    }
    // The one way to name it that needs no privilege.
    let link = "/proc/self/fd/\(nameless)"
    let named = FileWriting.uninterrupted { linkat(AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW) }
    let code = errno
    guard FileWriting.closeWritten(nameless) else {
      let code = errno
      unlink(path)
      return code
    }
    if named == 0 { return nil }
    // Without /proc, or where links are not allowed.
    return [ENOENT, ENOTDIR, EPERM, EXDEV, EOPNOTSUPP].contains(code) ? writeNamed(bytes, isDurable) : code
  }

  private func writeNamed(_ bytes: [UInt8], _ isDurable: Bool) -> Int32? {
    let file = FileWriting.uninterrupted {
      open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    }
    guard file >= 0 else { return errno }
    if let code = fill(file, bytes, isDurable) {
      close(file)
      unlink(path)
      return code
    }
    guard FileWriting.closeWritten(file) else {
      let code = errno
      unlink(path)
      return code
    }
    return nil
  }

  private func fill(_ file: Int32, _ bytes: [UInt8], _ isDurable: Bool) -> Int32? {
    guard FileWriting.writeAll(bytes, to: file), !isDurable || FileWriting.uninterrupted({ fsync(file) }) == 0 else {
      return errno
    }
    return nil
  }
}
