/// Paths that manifests name, which may lead out of the tree.
enum LocalPath {
  /// Without `.` and without `..` where a folder stands before it; `.` when nothing is left.
  static func normalized(_ path: String) -> String {
    let isAbsolute = path.starts(with: "/")
    var parts: [String] = []
    for part in LockPath(path).components where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// `path` as it is seen from where `folder` is; `folder` may be `.`.
  static func joined(_ folder: String, _ path: String) -> String {
    normalized(path.starts(with: "/") ? path : folder + "/" + path)
  }

  /// Whether the name is one of an archive that Python's tools install.
  static func isArchive(_ path: String) -> Bool {
    let endings = [
      ".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tar.zst", ".tar.lzma", ".tar",
    ]
    return endings.contains { path.ends(with: $0) }
  }
}
