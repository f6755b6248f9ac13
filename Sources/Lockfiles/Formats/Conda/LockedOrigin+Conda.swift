extension LockedOrigin {
  /// A package file of conda.
  init(conda address: CondaAddress) {
    if address.isRemote {
      self.init(kind: .registry, source: address.canonical)
    } else {
      self.init(path: address.canonical)
    }
  }

  /// Where conda-lock and pixi take a Python package from: a file's address, `git+…@commit`, or a path.
  ///
  /// Files that PyPI keeps are those of the default registry; they never change there.
  init(python location: String) {
    let plain = location.dropping(prefix: "direct+") ?? location
    let folder = WebAddress.fragment(plain).first { $0.key == "subdirectory" }.map { "#subdirectory=" + $0.value } ?? ""
    if WebAddress.isVersionControl(plain) {
      let (source, revision) = Self.revision(plain)
      self.init(kind: .commit(revision), source: source + (revision.isEmpty ? "" : "@" + revision) + folder)
    } else if CondaAddress.isRemote(plain) {
      let source = WebAddress.canonical(plain)
      let isPyPI = ["https://files.pythonhosted.org/", "https://pypi.org/"].contains { source.starts(with: $0) }
      self.init(kind: isPyPI ? .registry : .address, source: isPyPI ? nil : source + folder)
    } else {
      self.init(path: plain)
    }
  }

  /// A source package that pixi builds: the repository, the archive or the folder in `source`.
  ///
  /// - Parameter location: the folder that is built, when `source` says nothing else.
  init(pixiSource source: DataValue?, location: String) {
    if let git = source?["git"]?.string {
      self.init(git: git, revision: source?["rev"]?.string ?? "", folder: source?["subdirectory"]?.string)
    } else if let url = source?["url"]?.string {
      self.init(kind: .address, source: WebAddress.canonical(url))
    } else {
      self.init(path: source?["path"]?.string ?? location)
    }
  }

  /// A path in the tree, or out of it.
  private init(path: String) {
    var plain = path.split(atFirst: "#")?.before ?? path
    if plain.lowercased().starts(with: "file:") { plain = plain.utf8.dropFirst(5).text }
    let parts = LockPath(plain).components.filter { $0 != "." }
    let written = (plain.starts(with: "/") ? "/" : "") + parts.joined(separator: "/")
    self.init(kind: .path(written), source: "file:" + (written.isEmpty ? "." : written))
  }

  /// `git+https://host/project?rev=main#commit`, as uv and pixi write it, or `git+https://host/project@commit`.
  private static func revision(_ address: String) -> (source: String, revision: String) {
    let fragment = address.split(atFirst: "#")?.after ?? ""
    let canonical = WebAddress.canonical(address)
    let bare = canonical.split(atFirst: "?")?.before ?? canonical
    if fragment.isCommit { return (bare, fragment) }
    guard let (scheme, rest) = bare.split(atFirst: "://"), let (host, path) = rest.split(atFirst: "/") else {
      return (bare, "")
    }
    guard let (project, revision) = path.split(atLast: UInt8(ascii: "@")) else { return (bare, "") }
    return (scheme + "://" + host + "/" + project, revision)
  }

  /// Where in the tree it is; nil when it comes from elsewhere.
  var path: String? { if case .path(let path) = kind { path } else { nil } }
}
