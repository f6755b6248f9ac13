/// The packages of a `uv.lock`.
struct UVPackages {
  private(set) var packages: [PinnedPackage] = []
  private(set) var facts: [LockFact] = []
  private(set) var findings: [LockFinding] = []
  private(set) var references: [LockReference] = []
  private let path: LockPath

  private let supported: MarkerTree?

  /// - Parameters:
  ///   - manifest: the lock's table of that name.
  ///   - supported: for which environments the lock was made; nil for all.
  init(_ entries: [DataValue], manifest: DataValue?, supported: MarkerTree?, at path: LockPath) {
    self.path = path
    self.supported = supported
    let graph = UVGraph(entries, manifest: manifest)
    let places = UVPlaces(graph)
    for (index, entry) in entries.enumerated() {
      add(entry, isMember: graph.isMember[index], marker: places.markers[index], groups: places.groups[index])
    }
  }

  private mutating func add(_ entry: DataValue, isMember: Bool, marker: String?, groups: [String]) {
    guard let spelled = entry["name"]?.string else {
      findings.append(LockFinding("syntax", line: entry.line, "a package without name", grade: .unreadable))
      return
    }
    let name = PackageName.normalized(spelled)
    guard let origin = LockedOrigin(uv: entry["source"]) else {
      findings.append(
        LockFinding("syntax", line: entry.line, "\(name) has no source that is known", grade: .unreadable))
      return
    }
    let version = entry["version"]?.string ?? ""
    var artifacts = (entry["wheels"]?.items ?? []).map(Self.artifact)
    if let sdist = entry["sdist"] { artifacts.append(Self.artifact(sdist)) }
    var isExact = origin.isExact
    if case .path = origin.kind, artifacts.contains(where: { !$0.hashes.isEmpty }) { isExact = true }
    if case .registry = origin.kind, version.isEmpty {
      isExact = false
      findings.append(LockFinding("unpinned", line: entry.line, "\(name) has no version", grade: .c))
    }
    let package = PinnedPackage(
      ecosystem: "pypi", name: name, version: version, isExact: isExact, source: origin.source, artifacts: artifacts,
      marker: marker, condition: condition(marker), groups: groups, line: entry.line)
    packages.append(package)
    // A lock need not pin the project that it belongs to.
    if !isMember,
      let finding = origin.finding(name: name, at: path, line: entry.line, hashes: package.hashes)
    {
      findings.append(finding)
    }
    noteLocal(entry, name, origin, isMember: isMember)
    noteExtras(entry, name)
  }

  private func condition(_ marker: String?) -> TargetCondition? {
    let conditions = [supported?.text, marker].compactMap { $0 }.map { TargetCondition.marker($0) }
    return conditions.count > 1 ? .all(conditions) : conditions.first
  }

  private mutating func noteLocal(_ entry: DataValue, _ name: String, _ origin: LockedOrigin, isMember: Bool) {
    guard case .path(let folder) = origin.kind else { return }
    for kind in ["editable", "virtual"] where entry["source"]?[kind] != nil {
      facts.append(LockFact(name: kind + ":" + name, value: "true"))
    }
    // Members have a reference to their manifest.
    if !isMember { references.append(LockReference(.package, folder, from: path, line: entry.line)) }
  }

  /// Which packages a project of the tree asks for by which extra and group.
  private mutating func noteExtras(_ entry: DataValue, _ name: String) {
    guard entry["metadata"] != nil else { return }
    func names(_ items: DataValue) -> [String] {
      items.items.compactMap { $0["name"]?.string }.map { PackageName.normalized($0) }.sortedByBytes()
    }
    for (extra, items) in entry["optional-dependencies"]?.members ?? [] {
      facts.append(LockFact(name: "extra:\(name)[\(PackageName.normalized(extra))]", extras: names(items)))
    }
    for (group, items) in (entry["dev-dependencies"] ?? entry["dependency-groups"])?.members ?? [] {
      facts.append(LockFact(name: "group:\(name):\(PackageName.normalized(group))", extras: names(items)))
    }
  }

  /// `{ url = "…/a-1.0.tar.gz", hash = "sha256:…" }`, or with `path` or `filename`.
  private static func artifact(_ file: DataValue) -> LockedArtifact {
    LockedArtifact(
      name: file["filename"]?.string ?? (file["url"] ?? file["path"])?.string.map(WebAddress.fileName) ?? "",
      hashes: [file["hash"]?.string.flatMap(PackageHash.canonical)].compactMap { $0 })
  }
}
