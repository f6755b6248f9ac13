internal import Glibc

/// Whole-file reads and writes that know about interruptions, and writes that never leave half a file.
public enum FileWriting {
  /// False, with `errno` set, when not all could be written.
  public static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        written += count
      }
      return true
    }
  }

  /// Nil, with `errno` set, when reading failed.
  public static func readAll(_ descriptor: Int32) -> [UInt8]? {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if count == 0 { return result }
      result += buffer[..<count]
    }
  }

  /// Writes beside `path`, flushes to the disk and renames: whoever reads sees the old file or the new one.
  ///
  /// - Parameter isDurable: false for what may be lost when the machine stops, such as a cache: then nothing is
  ///   flushed, and after a power cut the file may hold anything.
  /// - Returns: nil, or the `errno` of the step that failed; the old file is then as it was.
  public static func replace(_ path: String, with bytes: [UInt8], isDurable: Bool = true) -> Int32? {
    let temporary = "\(path).tmp-\(getpid())"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { return errno }
    guard writeAll(bytes, to: file), !isDurable || fsync(file) == 0 else {
      let code = errno
      close(file)
      unlink(temporary)
      return code
    }
    guard close(file) == 0, rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      return code
    }
    return nil
  }
}
