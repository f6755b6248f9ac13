extension Capture {
  /// Without what looks like a secret in names of files, links, tags, branches and submodules; how many there were is
  /// told in `redactions`.
  public func redacted() -> Capture {
    var capture = self
    func holdsSecret(_ text: String) -> Bool { SecretPattern.found(in: text) != nil }
    func note(_ field: String, _ before: Int, _ after: Int) {
      guard before > after else { return }
      capture.redactions.append(Redaction(field: field, rule: "looks like a secret", count: before - after))
    }
    capture.entries = entries.filter { !holdsSecret($0.path) }
    note("entries[].path", entries.count, capture.entries.count)
    var links = 0
    for index in capture.entries.indices {
      if let target = capture.entries[index].linkTarget, holdsSecret(target) {
        capture.entries[index].linkTarget = nil
        capture.entries[index].sha256 = nil
        links += 1
      }
      if let target = capture.entries[index].head?.linkTarget, holdsSecret(target) {
        capture.entries[index].head?.linkTarget = nil
        links += 1
      }
      if let rule = capture.entries[index].dockerignoreRule, holdsSecret(rule) {
        capture.entries[index].dockerignoreRule = nil
      }
    }
    note("entries[].linkTarget", links, 0)
    capture.submodules = submodules.filter { !holdsSecret($0.path) }
    note("submodules", submodules.count, capture.submodules.count)
    capture.lockfiles = lockfiles.filter { !holdsSecret($0.path) }
    note("lockfiles", lockfiles.count, capture.lockfiles.count)
    if let tags = repo?.tags {
      let kept = tags.filter { !holdsSecret($0.key) }
      capture.repo?.tags = kept
      note("repo.tags", tags.count, kept.count)
    }
    if let ref = repo?.ref, holdsSecret(ref) {
      capture.repo?.ref = nil
      note("repo.ref", 1, 0)
    }
    for (index, wanted) in (python?.wanted ?? []).enumerated().reversed()
    where holdsSecret(wanted.version) || holdsSecret(wanted.source) {
      capture.python?.wanted.remove(at: index)
      note("python.wanted", 1, 0)
    }
    capture.python = capture.python.map { $0.redacted(holdsSecret) }
    capture.node = capture.node.map { $0.redacted(holdsSecret) }
    return capture
  }

  /// With each component of all paths replaced by its keyed hash, 12 digits.
  public func withHashedPaths(_ words: PairWords) -> Capture {
    func hashed(_ path: String) -> String {
      path.split(separator: "/", omittingEmptySubsequences: false)
        .map {
          $0 == "." || $0 == ".." || $0.isEmpty ? String($0) : "h" + (words.code(Array($0.utf8)) ?? "").prefix(12)
        }
        .joined(separator: "/")
    }
    var capture = self
    for index in capture.entries.indices {
      capture.entries[index].path = hashed(entries[index].path)
      capture.entries[index].linkTarget = entries[index].linkTarget.map(hashed)
      capture.entries[index].head?.linkTarget = entries[index].head?.linkTarget.map(hashed)
    }
    for index in capture.submodules.indices { capture.submodules[index].path = hashed(submodules[index].path) }
    for index in capture.lockfiles.indices { capture.lockfiles[index].path = hashed(lockfiles[index].path) }
    capture.context.directory = hashed(context.directory)
    capture.redactions.append(
      Redaction(field: "entries[].path", rule: "keyed hash of each component", count: entries.count))
    return capture
  }
}

extension InstalledPackages {
  fileprivate func redacted(_ holdsSecret: (String) -> Bool) -> InstalledPackages {
    func isPlain(_ package: Package) -> Bool { !holdsSecret(package.name) && !holdsSecret(package.version) }
    var packages = self
    packages.missing.removeAll { !isPlain($0) }
    packages.extra.removeAll { !isPlain($0) }
    packages.other.removeAll { !isPlain($0) || holdsSecret($0.locked ?? "") }
    return packages
  }
}
