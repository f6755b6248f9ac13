internal import Clinux
public import Fingerprints
internal import Glibc

extension DirectoryTree {
  /// The extended attributes of the entry at `path`, a link's own ones, by name: what a builder's client sends of them.
  ///
  /// Left out are names that begin with `com.apple.` and values that may not be read. Source: tonistiigi/fsutil,
  /// `loadXattr`.
  /// - Throws: ``ContextFailure`` when they cannot be listed; a file system without them has none.
  public func extendedAttributes(of path: BytePath) throws(ContextFailure) -> [[UInt8]: [UInt8]] {
    // There is no such call relative to a descriptor before Linux 6.13.
    let full = Array("/proc/self/fd/\(root)/".utf8) + path.bytes
    let names = Self.filled { start, count in withCString(full) { llistxattr($0, start, count) } }
    guard let names else {
      if errno == ENOTSUP { return [:] }
      throw .unreadable(path, operation: "list the extended attributes of", code: errno)
    }
    var attributes: [[UInt8]: [UInt8]] = [:]
    for name in names.split(separator: 0) where !name.starts(with: "com.apple.".utf8) {
      let name = Array(name)
      attributes[name] = Self.filled { start, count in
        withCString(full) { path in withCString(name) { lgetxattr(path, $0, start, count) } }
      }
    }
    return attributes
  }

  /// What `call` puts into a buffer of that many bytes; nil with `errno` when it fails.
  private static func filled(_ call: (UnsafeMutablePointer<CChar>?, Int) -> Int) -> [UInt8]? {
    // Most entries have no attributes or short ones; the second is the kernel's limit for lists and values alike.
    for capacity in [256, 65536] {
      var buffer = [CChar](repeating: 0, count: capacity)
      let count = buffer.withUnsafeMutableBufferPointer { call($0.baseAddress, $0.count) }
      if count >= 0 { return buffer[..<count].map { UInt8(bitPattern: $0) } }
      guard errno == ERANGE else { return nil }
    }
    return nil
  }
}
