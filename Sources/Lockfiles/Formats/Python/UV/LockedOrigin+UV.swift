internal import Fingerprints

extension LockedOrigin {
  /// The `source` of a package in `uv.lock`; nil when there is none that is known.
  init?(uv source: DataValue?) {
    let folder = source?["subdirectory"]?.string.map { "#subdirectory=" + LocalPath.normalized($0) } ?? ""
    if let registry = source?["registry"]?.string {
      let address = WebAddress.canonicalIndex(registry)
      if registry.holds("://") {
        // The default one has no name in the other formats either.
        self.init(kind: .registry, source: address.hasSameBytes(as: Self.pypi) ? nil : address)
      } else {
        // A folder with files, as `--find-links` names one.
        self.init(kind: .registry, source: "file:" + LocalPath.normalized(registry))
      }
    } else if let git = source?["git"]?.string {
      let address = UVGitAddress(git)
      let commit = address.commit.isEmpty ? "" : "@" + address.commit.lowercased()
      self.init(kind: .commit(address.commit), source: "git+" + address.repository + commit + address.folder)
    } else if let url = source?["url"]?.string {
      self.init(kind: .address, source: WebAddress.canonical(url) + folder)
    } else if let path = Self.localKeys.lazy.compactMap({ source?[$0]?.string }).first {
      let plain = LocalPath.normalized(path)
      self.init(kind: .path(plain), source: "file:" + plain)
    } else {
      return nil
    }
  }

  private static let pypi = "https://pypi.org/simple"

  private static let localKeys = ["path", "directory", "editable", "virtual"]
}
