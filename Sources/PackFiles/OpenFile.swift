internal import Glibc

/// A regular file open for reading; owns its descriptor.
///
/// Files are read, not mapped: a file that somebody cuts short while it is read gives an error then, where a mapping
/// would end the process with SIGBUS. Reading at an offset needs no position, so threads share one file.
final class OpenFile: Sendable {
  private let descriptor: Int32
  /// Bytes, as they were when the file was opened.
  let size: Int

  /// - Throws: ``ObjectFault/missing``, ``ObjectFault/unreadable(_:)``, or ``ObjectFault/unsupported`` for what is no
  ///   regular file.
  init(_ path: String) throws(ObjectFault) {
    // Not to wait for the other end of a FIFO.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unreadable(errno) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size >= 0 else {
      close(descriptor)
      throw .unsupported
    }
    self.descriptor = descriptor
    size = Int(info.st_size)
  }

  deinit { close(descriptor) }

  /// Fills `buffer` with the bytes from `offset` on. The corresponding C function is `pread`.
  ///
  /// - Throws: ``ObjectFault/truncated`` when there are not as many, ``ObjectFault/unreadable(_:)``.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ObjectFault) {
    guard offset >= 0, offset <= size, buffer.count <= size - offset else { throw .truncated }
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(errno) }
      guard count > 0 else { throw .truncated }
      done += count
    }
  }

  /// The `count` bytes from `offset` on.
  func bytes(at offset: Int, count: Int) throws(ObjectFault) -> [UInt8] {
    guard count >= 0, offset >= 0, offset <= size, count <= size - offset else { throw .truncated }
    var fault: ObjectFault?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(ObjectFault) {
        try read(
          at: offset, into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
        filled = count
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    return bytes
  }
}
