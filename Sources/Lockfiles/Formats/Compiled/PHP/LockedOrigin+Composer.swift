extension LockedOrigin {
  /// A package of `composer.lock`: by its repository when it names one, else by its archive.
  init(composer entry: DataValue) {
    let (source, archive) = (entry["source"], entry["dist"])
    let reference = source?["reference"]?.string ?? ""
    if archive?["type"]?.string == "path" || (archive == nil && source?["type"]?.string == "path") {
      let path = (archive ?? source)?["url"]?.string ?? ""
      self.init(kind: .path(path), source: "file:" + path)
    } else if let tool = source?["type"]?.string, ["git", "hg", "svn", "fossil"].contains(tool) {
      self.init(git: source?["url"]?.string ?? "", tool: tool, revision: reference, folder: nil)
    } else if let address = archive?["url"]?.string {
      // Of an archive alone composer remembers the address; the registry gave it.
      self.init(kind: .registry, source: WebAddress.canonical(address))
    } else {
      self.init(kind: .registry, source: nil)
    }
  }
}
