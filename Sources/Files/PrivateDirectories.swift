internal import Glibc

/// Directories of Lockstep's own, for this user alone, such as that of the cache.
public enum PrivateDirectories {
  /// Makes the directory at `path` and those above it that are missing, with mode 0700.
  ///
  /// One that cannot be made is found by whoever writes into it.
  public static func make(_ path: String) {
    makeParents(of: path)
    mkdir(path, 0o700)
  }

  /// As ``make(_:)`` for the directories above the file at `path`.
  public static func makeParents(of path: String) {
    for (index, byte) in path.utf8.enumerated() where byte == UInt8(ascii: "/") && index > 0 {
      mkdir(String(decoding: path.utf8.prefix(index), as: UTF8.self), 0o700)
    }
  }
}
