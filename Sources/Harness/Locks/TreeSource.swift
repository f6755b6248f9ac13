internal import BuildContext
internal import Fingerprints
internal import Lockfiles

/// What lies beside a lock in a tree.
///
/// Links, directories and whatever cannot be read count as missing: a lockfile is a file.
struct TreeSource<Files: ContextFiles>: LockfileSource {
  let files: Files
  /// The files below a folder in byte order, those that tools install left out.
  let listing: (String) -> [String]

  func bytes(at path: String) -> [UInt8]? {
    guard case .file(let bytes)? = try? files.look(at: BytePath(path)) else { return nil }
    return bytes
  }

  func paths(below folder: String) -> [String] { listing(folder) }
}

extension TreeSource {
  /// - Parameter paths: all files of the tree, in any order.
  init(files: Files, listed paths: [String]) {
    let paths = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.init(files: files) { folder in
      guard !folder.isEmpty else { return paths }
      let prefix = Array(folder.utf8) + [UInt8(ascii: "/")]
      var (low, high) = (0, paths.count)
      while low < high {
        let middle = (low + high) / 2
        if paths[middle].utf8.lexicographicallyPrecedes(prefix) { low = middle + 1 } else { high = middle }
      }
      return Array(paths[low...].prefix { $0.utf8.starts(with: prefix) })
    }
  }
}
