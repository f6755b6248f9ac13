internal import Glibc

/// Writes whole files for the command line.
public enum WholeFile {
  /// Writes all of `bytes`; nil, or the `errno` of the write that failed.
  public static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    FileWriting.writeAll(bytes, to: descriptor) ? nil : errno
  }

  /// As ``replace(_:with:)`` for a regular file or a new one, behind links too; anything else, such as a device
  /// or a FIFO, is opened and written to.
  public static func replaceOrWrite(_ path: String, with bytes: [UInt8]) -> Int32? {
    var info = stat()
    guard stat(path, &info) == 0 else { return replace(path, with: bytes) }
    if info.st_mode & S_IFMT == S_IFREG {
      guard let resolved = ResolvedPath.of(path) else { return errno }
      return replace(resolved, with: bytes)
    }
    let descriptor = FileWriting.uninterrupted { open(path, O_WRONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return errno }
    let code = writeAll(bytes, to: descriptor)
    return FileWriting.closeWritten(descriptor) ? code : code ?? errno
  }

  /// Replaces the file at `path` as a whole; nil, or the `errno` of the step that failed.
  public static func replace(_ path: String, with bytes: [UInt8]) -> Int32? {
    FileWriting.replace(path, with: bytes)
  }
}

/// What a command is given on standard input.
public enum StandardInput {
  /// All of it; nil when reading failed.
  public static func readAll() -> [UInt8]? { FileWriting.readAll(STDIN_FILENO) }
}
