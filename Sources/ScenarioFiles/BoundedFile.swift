internal import Glibc

/// Reads files that must be small and regular.
enum BoundedFile {
  /// Why a file could not be read, as a phrase after its name.
  struct Problem: Error { let message: String }

  /// All bytes of the regular file at `path`, at most `limit`; FIFOs and devices are never waited for.
  static func read(_ path: String, limit: Int) -> Result<[UInt8], Problem> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(Problem(message: String(cString: strerror(errno)).lowercased())) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else {
      return .failure(Problem(message: String(cString: strerror(errno)).lowercased()))
    }
    guard info.st_mode & S_IFMT == S_IFREG else { return .failure(Problem(message: "it is not a regular file")) }
    guard let bytes = readAll(descriptor, limit: limit + 1) else {
      return .failure(Problem(message: String(cString: strerror(errno)).lowercased()))
    }
    guard bytes.count <= limit else {
      return .failure(Problem(message: "it is larger than \(limit >> 20) MiB"))
    }
    return .success(bytes)
  }

  /// What is left to read of `descriptor`, at most `limit` bytes; nil with `errno` set on failure.
  static func readAll(_ descriptor: Int32, limit: Int) -> [UInt8]? {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while result.count < limit {
      let count = Glibc.read(descriptor, &buffer, min(buffer.count, limit - result.count))
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if count == 0 { break }
      result += buffer[..<count]
    }
    return result
  }
}
