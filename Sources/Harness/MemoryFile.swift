internal import Clinux
internal import Files
internal import Glibc
internal import Model

/// A request as a file in memory, for a worker to read as its standard input.
///
/// Not a pipe, which somebody would have to fill while the worker runs.
enum MemoryFile {
  /// A descriptor of a file that holds `bytes`, set to its beginning; the caller closes it.
  static func holding(_ bytes: [UInt8]) throws(Breakdown) -> Int32 {
    let descriptor = lockstep_memory_file("lockstep-request")
    guard descriptor >= 0 else { throw failure() }
    guard FileWriting.writeAll(bytes, to: descriptor), lseek(descriptor, 0, SEEK_SET) == 0 else {
      let error = failure()
      close(descriptor)
      throw error
    }
    return descriptor
  }

  private static func failure() -> Breakdown {
    Breakdown(.environment, "hold a request for a worker in memory: \(String(cString: strerror(errno)))")
  }
}
