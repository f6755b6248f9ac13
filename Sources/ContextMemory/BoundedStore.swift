internal import Files
internal import Fingerprints
internal import Glibc

/// A directory of the cache with a bounded number of files; what was used longest ago goes first.
struct BoundedStore: Sendable {
  let directory: String
  let maximumCount: Int
  /// In bytes, of all files together; one file may take half of it.
  let maximumSize: Int

  func load(_ key: SHA256Digest) -> [UInt8]? {
    let path = path(key)
    guard case .success(let bytes) = BoundedFile.read(path, limit: maximumSize) else { return nil }
    // Its age is the time since it was last of use.
    utimensat(AT_FDCWD, path, nil, 0)
    return bytes
  }

  func save(_ bytes: [UInt8], as key: SHA256Digest) {
    guard bytes.count <= maximumSize / 2 else { return }
    CacheFiles.write(bytes, to: path(key))
    prune()
  }

  /// All files by name.
  func all() -> [(name: String, bytes: [UInt8])] {
    CacheFiles.list(directory).sorted().compactMap { path in
      guard !path.contains(".tmp-"), case .success(let bytes) = BoundedFile.read(path, limit: maximumSize) else {
        return nil
      }
      return (String(path.utf8.dropFirst(directory.utf8.count + 1)) ?? path, bytes)
    }
  }

  private func path(_ key: SHA256Digest) -> String { directory + "/" + key.hex.prefix(32) }

  private func prune() {
    var kept: [(path: String, size: Int, used: (Int, Int))] = []
    for path in CacheFiles.list(directory) {
      var info = stat()
      guard lstat(path, &info) == 0 else { continue }
      kept.append((path, Int(info.st_size), (info.st_mtim.tv_sec, info.st_mtim.tv_nsec)))
    }
    kept.sort { $0.used > $1.used }
    var size = 0
    for (index, file) in kept.enumerated() {
      size += file.size
      if index >= maximumCount || size > maximumSize { unlink(file.path) }
    }
  }
}
