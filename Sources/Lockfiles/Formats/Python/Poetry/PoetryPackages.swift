/// The packages of a `poetry.lock`.
struct PoetryPackages {
  private(set) var packages: [PinnedPackage] = []
  private(set) var facts: [LockFact] = []
  private(set) var findings: [LockFinding] = []
  private(set) var references: [LockReference] = []
  private let path: LockPath

  /// - Parameters:
  ///   - metadata: the table of that name, which holds the hashes before lock version 2.0.
  ///   - ways: for each entry the marker that the packages before it give it; nil where it has its own.
  init(_ entries: [DataValue], metadata: DataValue, ways: [String?], at path: LockPath) {
    self.path = path
    for (index, entry) in entries.enumerated() { add(entry, metadata, way: ways[index]) }
  }

  private mutating func add(_ entry: DataValue, _ metadata: DataValue, way: String?) {
    guard let spelled = entry["name"]?.string, let version = entry["version"]?.string else {
      findings.append(
        LockFinding("syntax", line: entry.line, "a package without name or version", grade: .unreadable))
      return
    }
    let name = PackageName.normalized(spelled)
    let origin = LockedOrigin(poetry: entry["source"])
    let artifacts = artifacts(entry, metadata, name: spelled, origin)
    let old = (metadata["hashes"]?[spelled]?.strings ?? []).compactMap { PackageHash.canonical("sha256:" + $0) }
    let package = PinnedPackage(
      ecosystem: "pypi", name: name, version: version, isExact: origin.isExact, source: origin.source,
      hashes: artifacts.isEmpty ? old : [], artifacts: artifacts, marker: marker(Self.markers(entry)),
      condition: condition(entry, way), groups: groups(entry), line: entry.line)
    packages.append(package)
    if entry["optional"]?.bool == true { facts.append(LockFact(name: "optional:" + name, value: "true")) }
    if let finding = origin.finding(name: name, at: path, line: entry.line, hashes: package.hashes) {
      findings.append(finding)
    }
    guard case .path(let written) = origin.kind else { return }
    if entry["develop"]?.bool == true { facts.append(LockFact(name: "editable:" + name, value: "true")) }
    references.append(LockReference(.package, written, from: path, line: entry.line))
  }

  /// Beside the package since 2.0, in `metadata.files` for 1.x; locks before that name no files.
  private func artifacts(
    _ entry: DataValue, _ metadata: DataValue, name: String, _ origin: LockedOrigin
  ) -> [LockedArtifact] {
    var files = entry["files"]?.items
    if files == nil {
      files = metadata["files"]?[name]?.items
      // All versions of a package share its files there, and a file of the tree is one of them.
      if case .path(let path) = origin.kind {
        let file = WebAddress.fileName(path)
        files = files?.filter { $0["file"]?.string.map { $0.utf8.elementsEqual(file.utf8) } ?? true }
      }
    }
    return (files ?? []).map { file in
      LockedArtifact(
        name: file["file"]?.string ?? "",
        hashes: [file["hash"]?.string.flatMap(PackageHash.canonical)].compactMap { $0 })
    }
  }

  /// Since 2.1; a category before 2.0.
  private func groups(_ entry: DataValue) -> [String] {
    (entry["groups"]?.strings ?? entry["category"]?.string.map { [$0] } ?? []).map { PackageName.normalized($0) }
  }

  /// `marker` in locks of version 1.0.
  private static func markers(_ entry: DataValue) -> DataValue? { entry["markers"] ?? entry["marker"] }

  /// A string, or a table with one marker for each group.
  private func marker(_ value: DataValue?) -> String? {
    if let text = value?.string { return Marker.lenient(text) }
    let parts = (value?.members ?? []).compactMap { group, marker in
      marker.string.flatMap(Marker.lenient).map { "\(PackageName.normalized(group)): \($0)" }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// Where the markers hold, for Pythons that the package runs on.
  private func condition(_ entry: DataValue, _ way: String?) -> TargetCondition? {
    var conditions: [TargetCondition] = []
    let own = Self.markers(entry)
    if let text = own?.string {
      if let canonical = Marker.lenient(text) { conditions.append(.marker(canonical)) }
    } else if let markers = own?.table {
      // A group without marker needs the package everywhere.
      let named = Set(markers.members.map { PackageName.normalized($0.key) })
      if groups(entry).allSatisfy(named.contains) {
        conditions.append(
          .any(markers.members.compactMap { $0.value.string.flatMap(Marker.lenient).map { .marker($0) } }))
      }
    } else if let way {
      conditions.append(.marker(way))
    }
    if let range = entry["python-versions"]?.string, let constraint = PoetryConstraint(range), !constraint.allowsAll {
      let pythons = constraint.texts.map { TargetCondition.pythons($0) }
      conditions.append(pythons.count > 1 ? .any(pythons) : pythons[0])
    }
    return conditions.count > 1 ? .all(conditions) : conditions.first
  }
}
