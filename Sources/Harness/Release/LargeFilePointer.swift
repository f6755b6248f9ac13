internal import Fingerprints
internal import Glibc

/// A Git LFS pointer.
///
/// Source: git-lfs, docs/spec.md, "The Pointer".
struct LargeFilePointer {
  let digest: String
  let size: UInt64

  enum Reading {
    case pointer(LargeFilePointer)
    case malformed(String)
  }

  private static let beginning = Array("version https://git-lfs.github.com/spec/".utf8)
  /// Larger files are no pointers, whatever they begin with.
  static let maximumSize = 1_024

  /// Nil for what does not look like one.
  static func read(_ bytes: [UInt8]) -> Reading? {
    guard bytes.starts(with: beginning), bytes.count <= maximumSize else { return nil }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.last?.isEmpty == true else { return .malformed("it does not end with a newline") }
    func value(_ key: String) -> String? {
      let found = lines.filter { $0.starts(with: (key + " ").utf8) }
      return found.count == 1 ? String(decoding: found[0].dropFirst(key.utf8.count + 1), as: UTF8.self) : nil
    }
    guard let id = value("oid"), id.hasPrefix("sha256:"), id.utf8.count == 71,
      id.utf8.dropFirst(7).allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return .malformed("it has no oid of 64 digits behind sha256:") }
    guard let text = value("size"), let size = UInt64(text), "\(size)" == text else {
      return .malformed("it has no size")
    }
    return .pointer(LargeFilePointer(digest: String(id.dropFirst(7)), size: size))
  }

  /// Whether the content lies in `store`, an `lfs/objects` directory, and is what the pointer says.
  func state(in store: String) throws(DigestUnavailable) -> LargeFile.State {
    let path = store + "/" + digest.prefix(2) + "/" + digest.dropFirst(2).prefix(2) + "/" + digest
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return .missing }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return .missing }
    guard UInt64(clamping: info.st_size) == size else { return .wrongSize(UInt64(clamping: info.st_size)) }
    let hasher = try MessageDigest(.sha256)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      hasher.update(buffer.span.extracting(..<count).bytes)
    }
    let found = hasher.finishSHA256().hex
    return found == digest ? .present : .wrongContent(found)
  }
}
