extension LockedOrigin {
  /// An entry of `packages` in `pylock.toml`.
  init(pylock entry: DataValue) {
    if let vcs = entry["vcs"] {
      self.init(
        git: vcs["url"]?.string ?? vcs["path"]?.string.map { "file:" + Self.plain($0) } ?? "",
        tool: vcs["type"]?.string ?? "git", revision: vcs["commit-id"]?.string ?? "",
        folder: vcs["subdirectory"]?.string)
      return
    }
    let direct = entry["directory"] ?? entry["archive"]
    let suffix = direct?["subdirectory"]?.string.map { "#subdirectory=" + $0 } ?? ""
    if let url = direct?["url"]?.string {
      self.init(kind: .address, source: WebAddress.canonical(url) + suffix)
    } else if let path = direct?["path"]?.string {
      self.init(kind: .path(path), source: "file:" + Self.plain(path) + suffix)
    } else {
      let index = entry["index"]?.string.map(WebAddress.canonicalIndex)
      self.init(kind: .registry, source: index == "https://pypi.org/simple" ? nil : index)
    }
  }
}
