internal import Files
internal import Fingerprints
internal import Glibc

/// Reads the fixture files that `from:` names, below the scenario's own directory only.
struct FixtureReader {
  /// The directory of the scenario file.
  let directory: String

  static let maximumSize = 16 << 20

  struct Problem: Error { let message: String }

  /// The bytes of the regular file at `path`; no component may be a link.
  func read(_ path: String) -> Result<[UInt8], Problem> {
    if let problem = TreePath.problem(path) { return .failure(Problem(message: problem)) }
    var current = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard current >= 0 else { return failure(path) }
    for component in BytePath(path).components {
      let next = openat(
        current, String(decoding: component.bytes, as: UTF8.self), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      let code = errno
      close(current)
      guard next >= 0 else {
        errno = code
        return failure(path)
      }
      current = next
    }
    defer { close(current) }
    switch BoundedFile.read(current, limit: Self.maximumSize) {
    case .success(let bytes): return .success(bytes)
    case .failure(.failed(let code)):
      errno = code
      return failure(path)
    case .failure(.notRegular): return .failure(Problem(message: "\(path) is not a regular file"))
    case .failure(.tooLarge(let limit)):
      return .failure(Problem(message: "\(path) is larger than \(limit >> 20) MiB"))
    }
  }

  private func failure(_ path: String) -> Result<[UInt8], Problem> {
    .failure(Problem(message: "cannot read \(path): \(String(cString: strerror(errno)))"))
  }
}
