internal import Glibc

/// Removes what the cache holds, and nothing else that may lie in its directory.
public enum CacheRemoval {
  /// A file that could not be removed.
  public struct Failure: Error, Hashable, Sendable {
    public let path: String
    public let reason: String
  }

  /// The number of files removed from the cache in `directory`.
  public static func remove(in directory: String) -> Result<Int, Failure> {
    var count = 0
    let parts = ["/answers-v1", "/contexts-v1", "/files-v1"].map { directory + $0 }
    let stem = BlobDigestCache(directory: directory).path
    for path in CacheFiles.list(directory).filter({ $0.hasPrefix(stem) }) + parts.flatMap(CacheFiles.list) {
      if unlink(path) == 0 { count += 1; continue }
      let code = errno
      if code != ENOENT { return .failure(Failure(path: path, reason: String(cString: strerror(code)))) }
    }
    for part in parts { rmdir(part) }
    return .success(count)
  }
}
