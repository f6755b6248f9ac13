internal import Fingerprints

/// The folders that the members of a workspace are in.
enum WorkspaceFolders {
  /// Each is held against all folders.
  private static let maximumPatterns = 1_000

  /// The folders below that of `lock` that fit one of `patterns` and hold `manifest`, in byte order, relative to it.
  ///
  /// Nil when a pattern leads out of the folder, or when there are too many: what they name cannot be told.
  static func matching(
    _ patterns: [String], manifest: String, from lock: LockPath, _ source: any LockfileSource
  ) -> [String]? {
    guard patterns.count <= maximumPatterns else { return nil }
    var found: Set<TextKey> = []
    var listed: [[String]]?
    for pattern in patterns {
      guard !pattern.starts(with: "/") else { return nil }
      let parts = LockPath(pattern).components.filter { $0 != "." }
      guard !parts.contains("..") else { return nil }
      if parts.contains(where: { $0.utf8.contains { "*?[".utf8.contains($0) } }) {
        let folders = listed ?? folders(manifest: manifest, from: lock, source)
        listed = folders
        let pattern = FolderPattern(parts)
        for folder in folders where pattern.fits(folder) { found.insert(TextKey(folder.joined(separator: "/"))) }
      } else {
        let folder = parts.joined(separator: "/")
        if !folder.isEmpty, lock.resolving(folder + "/" + manifest).flatMap(source.bytes(at:)) != nil {
          found.insert(TextKey(folder))
        }
      }
    }
    return found.map(\.text).sortedByBytes()
  }

  /// The folders with a manifest, without the one of the lock.
  private static func folders(manifest: String, from lock: LockPath, _ source: any LockfileSource) -> [[String]] {
    let base = Array(lock.components.dropLast())
    return source.paths(below: base.joined(separator: "/")).compactMap { path in
      let components = LockPath(path).components
      guard components.last == manifest, components.count > base.count + 1 else { return nil }
      return Array(components.dropFirst(base.count).dropLast())
    }
  }
}
