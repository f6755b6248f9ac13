internal import Glibc

/// A temporary file without a name that bytes are put into one after the other and read back from; gone with the
/// process, whatever becomes of it.
final class SpoolFile {
  private let descriptor: Int32
  /// Bytes that were put in.
  private(set) var size: UInt64 = 0

  init(in directory: String) throws(ArchiveFailure) {
    var template = Array("\(directory)/lockstep-spool.XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw .machine(operation: "make a temporary file in \(directory)", code: errno)
    }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(descriptor) }

  func append(_ bytes: RawSpan) throws(ArchiveFailure) {
    let code = bytes.withUnsafeBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count {
        let count = pwrite(
          descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(size) + off_t(done))
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        done += count
      }
      return 0
    }
    guard code == 0 else { throw .machine(operation: "write the archive's files to a temporary file", code: code) }
    size += UInt64(bytes.byteCount)
  }

  func read(at offset: UInt64, count: UInt64, _ body: (RawSpan) -> Void) throws(ArchiveFailure) {
    var buffer = [UInt8](repeating: 0, count: Int(min(count, 256 * 1024)))
    var done: UInt64 = 0
    while done < count {
      let wanted = Int(min(count - done, UInt64(buffer.count)))
      let got = pread(descriptor, &buffer, wanted, off_t(offset + done))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else {
        throw .machine(operation: "read the archive's files from a temporary file", code: got < 0 ? errno : EIO)
      }
      body(buffer.span.extracting(first: got).bytes)
      done += UInt64(got)
    }
  }
}
