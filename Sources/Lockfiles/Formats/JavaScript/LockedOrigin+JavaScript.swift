extension LockedOrigin {
  /// Where npm, yarn 1 or pnpm take a package from.
  ///
  /// - Parameter address: as the lock has it: the tarball's address, `git+ssh://…#commit`, `file:…`; nil or empty for
  ///   the registry the package manager is set to.
  init(npm address: String?, name: String, version: String) {
    guard let address, !address.isEmpty, !Self.isDefaultTarball(address, name: name, version: version) else {
      self.init(kind: .registry, source: nil)
      return
    }
    if let path = address.dropping(prefix: "file:") ?? address.dropping(prefix: "link:") {
      self.init(local: path.split(atFirst: "#")?.before ?? path)
    } else if let (repository, revision) = GitAddress.split(address) {
      self.init(kind: .commit(revision), source: repository + (revision.isEmpty ? "" : "@" + revision))
    } else if address.starts(with: "http://") || address.starts(with: "https://") {
      self.init(tarball: address, name: name, version: version)
    } else if let (repository, revision) = GitAddress.shorthand(address) {
      self.init(kind: .commit(revision), source: repository + (revision.isEmpty ? "" : "@" + revision))
    } else if address.holds("://") {
      self.init(kind: .address, source: WebAddress.canonical(address))
    } else if address.holds("/") {
      self.init(local: address)
    } else {
      // The file's name in the offline mirror of yarn 1.
      self.init(kind: .registry, source: nil)
    }
  }

  /// A file or folder beside the lock.
  init(local path: String) {
    var plain = path
    if let rest = plain.dropping(prefix: "./") { plain = rest }
    self.init(kind: .path(plain), source: "file:" + plain)
  }

  private init(tarball address: String, name: String, version: String) {
    let plain = WebAddress.canonical(address)
    if let registry = Self.registry(ofTarball: plain, name: name, version: version) {
      self.init(kind: .registry, source: registry)
    } else {
      // All registries name their files so; which one the lock means is seen from the whole address.
      self.init(kind: plain.holds("/-/") ? .registry : .address, source: plain)
    }
  }

  /// The registry's address when `tarball` is where a registry has this version of the package.
  private static func registry(ofTarball tarball: String, name: String, version: String) -> String? {
    let file = "/-/" + name.utf8.suffix { $0 != UInt8(ascii: "/") }.text + "-" + version + ".tgz"
    for spelled in [name, name.replacingSlash("%2f"), name.replacingSlash("%2F")] {
      let tail = "/" + spelled + file
      if tarball.ends(with: tail) { return tarball.utf8.dropLast(tail.utf8.count).text }
    }
    return nil
  }

  /// Whether it is the file of this very version on the public registry, under either of its names.
  private static func isDefaultTarball(_ address: String, name: String, version: String) -> Bool {
    var address = address
    return address.withUTF8 { bytes in
      var rest = bytes[...]
      func take(_ part: some Sequence<UInt8>) -> Bool {
        var index = rest.startIndex
        for byte in part {
          guard index < rest.endIndex, rest[index] == byte else { return false }
          index += 1
        }
        rest = rest[index...]
        return true
      }
      let base = name.utf8.suffix { $0 != UInt8(ascii: "/") }
      guard take("https://registry.npmjs.org/".utf8) || take("https://registry.yarnpkg.com/".utf8),
        take(name.utf8), take("/-/".utf8), take(base), take("-".utf8), take(version.utf8), take(".tgz".utf8)
      else { return false }
      return rest.isEmpty || rest.first == UInt8(ascii: "#")
    }
  }
}

extension String.UTF8View {
  fileprivate func suffix(while isPart: (UInt8) -> Bool) -> Substring.UTF8View {
    var start = endIndex
    while start > startIndex, isPart(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}

extension String {
  fileprivate func replacingSlash(_ escape: String) -> String {
    split(atLast: UInt8(ascii: "/")).map { $0.before + escape + $0.after } ?? self
  }
}
