internal import Files
internal import Glibc

/// Files of the cache: what cannot be written is left as it is, since a cache may always be empty.
enum CacheFiles {
  /// Replaces the file at the absolute `path` as a whole and makes the directories above it.
  ///
  /// Nothing is flushed to the disk: every file of the cache shows by itself when it is damaged.
  static func write(_ bytes: [UInt8], to path: String) {
    if FileWriting.replace(path, with: bytes, isDurable: false) == ENOENT {
      PrivateDirectories.makeParents(of: path)
      _ = FileWriting.replace(path, with: bytes, isDurable: false)
    }
  }

  /// The paths of what lies in `directory`, also what a writer that was killed left there; none when it is missing.
  static func list(_ directory: String) -> [String] {
    guard let listing = opendir(directory) else { return [] }
    defer { closedir(listing) }
    var paths: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { paths.append(directory + "/" + name) }
    }
    return paths
  }
}
