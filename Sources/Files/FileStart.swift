internal import Glibc

/// Looks at how a file begins, to tell what kind it is of.
public enum FileStart {
  /// At most `count` bytes; empty when it is no regular file that can be read.
  public static func read(_ path: String, count: Int) -> [UInt8] {
    let descriptor = FileWriting.uninterrupted { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = pread(descriptor, &bytes, count, 0)
    return Array(bytes.prefix(max(0, read)))
  }
}
