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

  /// False, with `errno` set, when what was written may be lost. Linux has closed the file after an interruption, too.
  public static func closeWritten(_ descriptor: Int32) -> Bool { close(descriptor) == 0 || errno == EINTR }

  /// Calls again for as long as a signal interrupts.
  static func uninterrupted(_ call: () -> Int32) -> Int32 {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// Writes beside `path`, flushes to the disk and renames: whoever reads sees the old file or the new one.
  ///
  /// - Parameter isDurable: false for what may be lost when the machine stops, such as a cache: then nothing is
  ///   flushed, and after a power cut the file may hold anything.
  /// - Returns: nil, or the `errno` of the step that failed. The old file is then as it was, unless it was the very last
  ///   step: to flush the directory. Then the new file is there, whole.
  public static func replace(_ path: String, with bytes: [UInt8], isDurable: Bool = true) -> Int32? {
    // Opened before anything is changed: what cannot be opened later would be too late to tell.
    let directory = isDurable ? directory(of: path) : nil
    defer { if let directory, directory >= 0 { close(directory) } }
    if let directory, directory < 0, errno != EACCES { return errno }
    let named = NamedFile(beside: path)
    if let code = named.write(bytes, isDurable: isDurable) { return code }
    guard uninterrupted({ rename(named.path, path) }) == 0 else {
      let code = errno
      unlink(named.path)
      return code
    }
    // Not every file system can flush a directory.
    if let directory, directory >= 0, uninterrupted({ fsync(directory) }) != 0, errno != EINVAL { return errno }
    return nil
  }

  /// The open directory that holds `path`; negative when it cannot be opened, as one that may only be written to.
  private static func directory(of path: String) -> Int32 {
    uninterrupted { open(NamedFile.directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  }
}
