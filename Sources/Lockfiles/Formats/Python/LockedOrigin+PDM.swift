extension LockedOrigin {
  /// A package of `pdm.lock`.
  init(pdm entry: DataValue) {
    let folder = entry["subdirectory"]?.string
    for tool in ["git", "hg", "svn", "bzr"] {
      guard let url = entry[tool]?.string else { continue }
      // An editable one has no revision: pdm takes what the reference leads to then.
      let revision = entry["revision"]?.string ?? entry["ref"]?.string ?? ""
      self.init(git: url, tool: tool, revision: revision, folder: folder)
      return
    }
    let suffix = folder.map { "#subdirectory=" + $0 } ?? ""
    if let path = entry["path"]?.string ?? entry["url"]?.string.flatMap(Self.pathInProject) {
      self.init(kind: .path(path), source: "file:" + Self.plain(path) + suffix)
    } else if let url = entry["url"]?.string {
      self.init(kind: .address, source: WebAddress.canonical(url) + suffix)
    } else {
      self.init(kind: .registry, source: nil)
    }
  }

  /// `./a/b` and `a/b` are the same place.
  static func plain(_ path: String) -> String {
    guard !path.starts(with: "/") else { return path }
    let plain = LockPath(path).components.filter { $0 != "." }.joined(separator: "/")
    return plain.isEmpty ? "." : plain
  }

  /// What is behind the name of the project's folder in an address, in the spellings of pdm's and hatch's backends.
  private static func pathInProject(_ url: String) -> String? {
    for prefix in ["file:///${PROJECT_ROOT}", "{root:uri}"] {
      if let rest = url.dropping(prefix: prefix) { return "." + (rest.split(atFirst: "#")?.before ?? rest) }
    }
    return url.dropping(prefix: "file://")
  }
}
