internal import Fingerprints

/// CocoaPods' `Podfile.lock`.
struct PodfileLockFormat: LockfileFormat {
  let name = "Podfile.lock"
  let ecosystem = "cocoapods"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try YAMLText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    guard root["PODS"] != nil || root["PODFILE CHECKSUM"] != nil else {
      return .unreadable(SyntaxFailure(line: nil, message: "there are no PODS, so this is no Podfile.lock"))
    }
    let lock = PodfileLock(root)
    var contents = LockContents()
    contents.findings = lock.findings
    contents.references = [LockReference(.manifest, "Podfile", from: input.path)]
    for pod in lock.pods { add(pod, lock, at: input.path, to: &contents) }
    contents.findings += HashFindings.of(contents.packages)
    contents.freshness = PodfileFreshness.judge(lock, manifest: input.companion("Podfile"))
    return contents
  }

  private func add(_ pod: PodfileLock.Pod, _ lock: PodfileLock, at path: LockPath, to contents: inout LockContents) {
    let origin = LockedOrigin(pod: lock.checkout(pod), repository: lock.repository(pod))
    // It is the digest of the specification, not of the sources.
    let checksum = lock.checksum(pod)
    let hash = checksum.flatMap { PackageHash.canonical("sha1:" + $0) }
    if checksum != nil, hash == nil {
      contents.findings.append(
        LockFinding("hash.invalid", line: pod.line, "\(pod.name): its checksum is no SHA-1", grade: .unreadable))
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: pod.name, version: pod.version, isExact: origin.isExact, source: origin.source,
        hashes: hash.map { [$0] } ?? [], line: pod.line))
    // A digest of the specification pins neither a branch nor an archive.
    if let finding = origin.finding(name: pod.name, at: path, line: pod.line, hashes: []) {
      contents.findings.append(finding)
    }
    if case .path(let folder) = origin.kind {
      contents.references.append(LockReference(.package, folder, from: path, line: pod.line))
    }
  }
}

extension LockedOrigin {
  /// - Parameters:
  ///   - checkout: how a pod from no registry was fetched.
  ///   - repository: the registry's name or address; `trunk` and the repository of specifications it replaced hold the
  ///     same.
  init(pod checkout: DataValue?, repository: String?) {
    guard let checkout else {
      let address = repository.map(WebAddress.canonicalIndex) ?? "trunk"
      let isDefault = address == "trunk" || address.lowercased().starts(with: "https://github.com/cocoapods/specs")
      self.init(kind: .registry, source: isDefault ? nil : address)
      return
    }
    if let path = checkout[":path"]?.string {
      self.init(kind: .path(path), source: "file:" + path)
    } else if let specification = checkout[":podspec"]?.string {
      let isRemote = WebAddress.isAddress(specification)
      self.init(
        kind: isRemote ? .address : .path(specification),
        source: isRemote ? WebAddress.canonical(specification) : "file:" + specification)
    } else if let address = checkout[":http"]?.string {
      self.init(kind: .address, source: WebAddress.canonical(address))
    } else {
      let tool = ["git", "hg", "svn"].first { checkout[":" + $0] != nil } ?? "git"
      let revision = ["commit", "revision", "tag", "branch"].lazy.compactMap { checkout[":" + $0]?.string }.first
      self.init(git: checkout[":" + tool]?.string ?? "", tool: tool, revision: revision ?? "", folder: nil)
    }
  }
}
