extension LockedOrigin {
  /// A dependency of a chart: from a repository, or from a folder of the tree.
  init(chart dependency: HelmDependency) {
    let repository = dependency.repository
    if let path = repository.dropping(prefix: "file://") {
      self.init(kind: .path(path), source: "file:" + path)
    } else if repository.isEmpty {
      self.init(kind: .path("charts/" + dependency.name), source: "file:charts/" + dependency.name)
    } else {
      self.init(kind: .registry, source: WebAddress.canonicalIndex(repository))
    }
  }

  /// The `locked` attributes of a node of `flake.lock`.
  init(flake locked: DataValue) {
    func text(_ key: String) -> String? { locked[key]?.string }
    let type = text("type") ?? ""
    var suffix = ""
    for key in ["host", "dir"] {
      if let value = text(key) { suffix += (suffix.isEmpty ? "?" : "&") + "\(key)=\(value)" }
    }
    for key in ["submodules", "lfs"] where locked[key]?.bool == true || locked[key]?.integer == 1 {
      suffix += (suffix.isEmpty ? "?" : "&") + key + "=1"
    }
    switch type {
    case "github", "gitlab", "sourcehut":
      self.init(
        kind: .commit(text("rev") ?? ""), source: "\(type):\(text("owner") ?? "")/\(text("repo") ?? "")" + suffix)
    case "git", "hg":
      self.init(
        kind: .commit(text("rev") ?? ""), source: WebAddress.canonical("\(type)+" + (text("url") ?? "")) + suffix)
    case "path":
      let path = text("path") ?? ""
      self.init(kind: .path(path), source: "file:" + path + suffix)
    default:
      self.init(kind: .address, source: WebAddress.canonical(text("url") ?? type) + suffix)
    }
  }
}
