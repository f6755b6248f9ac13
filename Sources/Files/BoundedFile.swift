internal import Glibc

/// Reads files that must be regular and not too large: scenarios, fixtures, records, ignore files.
public enum BoundedFile {
  /// Why a file could not be read.
  public enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// A call failed with this `errno`.
    case failed(Int32)
    case notRegular
    /// Larger than so many bytes.
    case tooLarge(limit: Int)

    /// A phrase to follow the file's name.
    public var description: String {
      switch self {
      case .failed(let code): String(cString: strerror(code)).lowercased()
      case .notRegular: "it is not a regular file"
      case .tooLarge(let limit): "it is larger than \(limit >> 20) MiB"
      }
    }
  }

  /// All bytes of the regular file at `path`, at most `limit`; FIFOs and devices are never waited for.
  public static func read(_ path: String, limit: Int) -> Result<[UInt8], Problem> {
    let descriptor = FileWriting.uninterrupted { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return .failure(.failed(errno)) }
    defer { close(descriptor) }
    return read(descriptor, limit: limit)
  }

  /// All bytes of the regular file behind `descriptor`, which stays open.
  public static func read(_ descriptor: Int32, limit: Int) -> Result<[UInt8], Problem> {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { return .failure(.failed(errno)) }
    guard info.st_mode & S_IFMT == S_IFREG else { return .failure(.notRegular) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    // What grows while it is read is bounded, too.
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &buffer, min(buffer.count, limit + 1 - bytes.count))
      if count < 0 {
        if errno == EINTR { continue }
        return .failure(.failed(errno))
      }
      if count == 0 { return .success(bytes) }
      bytes += buffer[..<count]
    }
    return .failure(.tooLarge(limit: limit))
  }
}
