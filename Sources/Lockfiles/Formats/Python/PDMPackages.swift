/// The packages of a `pdm.lock`.
///
/// A package that is required with extras has an entry of its own for them beside the plain one, with the same
/// version and files.
enum PDMPackages {
  static func read(_ root: DataValue, at path: LockPath, into contents: inout LockContents) {
    let files = root["metadata"]?["files"]
    for entry in root["package"]?.items ?? [] { add(entry, files: files, at: path, to: &contents) }
  }

  private static func add(_ entry: DataValue, files: DataValue?, at path: LockPath, to contents: inout LockContents) {
    guard let spelled = entry["name"]?.string else {
      contents.findings.append(LockFinding("syntax", line: entry.line, "a package without name", grade: .unreadable))
      return
    }
    let name = PackageName.normalized(spelled)
    let version = entry["version"]?.string ?? ""
    let origin = LockedOrigin(pdm: entry)
    let artifacts = artifacts(entry, files: files, key: spelled + " " + version)
    let isHashed = artifacts.contains { !$0.hashes.isEmpty }
    let isExact =
      switch origin.kind {
      case .registry: VersionSpecifier("==\(version)".utf8)?.exact != nil
      case .address, .path: isHashed
      case .commit: origin.isExact
      }
    if !isExact, case .registry = origin.kind {
      contents.findings.append(
        LockFinding(
          "unpinned", line: entry.line,
          version.isEmpty ? "\(name) has no version" : "\(name) \(version) names more than one version", grade: .c))
    }
    let marker = entry["marker"]?.string.flatMap(Marker.lenient)
    let package = PinnedPackage(
      ecosystem: "pypi", name: name, version: version, isExact: isExact, source: origin.source,
      artifacts: artifacts, marker: marker, condition: condition(entry, marker: marker),
      extras: (entry["extras"]?.strings ?? []).map { PackageName.normalized($0) },
      // `sections` until lock version 2.
      groups: entry["groups"]?.strings ?? entry["sections"]?.strings ?? [], line: entry.line)
    contents.packages.append(package)
    if let finding = origin.finding(name: name, at: path, line: entry.line, hashes: package.hashes) {
      contents.findings.append(finding)
    }
    if entry["editable"]?.bool == true { contents.facts.append(LockFact(name: "editable:" + name, value: "true")) }
    if case .path(let written) = origin.kind {
      contents.references.append(LockReference(.package, written, from: path, line: entry.line))
    }
  }

  /// The marker says all, where it is inherited (since lock version 4.4); where it is not, the Pythons the package
  /// runs on are what there is.
  private static func condition(_ entry: DataValue, marker: String?) -> TargetCondition? {
    var conditions = marker.map { [TargetCondition.marker($0)] } ?? []
    if entry["groups"] == nil, let pythons = entry["requires_python"]?.string, !pythons.isEmpty {
      conditions.append(.pythons(pythons))
    }
    return conditions.count > 1 ? .all(conditions) : conditions.first
  }

  /// Beside the package since 4.3, in `metadata.files` before; with addresses instead of names if so wished.
  private static func artifacts(_ entry: DataValue, files: DataValue?, key: String) -> [LockedArtifact] {
    (entry["files"]?.items ?? files?[key]?.items ?? []).map { file in
      LockedArtifact(
        name: file["file"]?.string ?? file["url"]?.string.map(WebAddress.fileName) ?? "",
        hashes: [file["hash"]?.string.flatMap(PackageHash.canonical)].compactMap { $0 })
    }
  }

  /// What each package requires, by its normalised name; entries of one package are joined.
  static func dependencies(_ packages: DataValue?) -> [(name: String, requires: [String])] {
    (packages?.items ?? []).compactMap { entry in
      guard let name = entry["name"]?.string else { return nil }
      let lines = entry["dependencies"]?.strings ?? []
      // A table by names until lock version 2.
      let names = (entry["dependencies"]?.members ?? []).map { PackageName.normalized($0.key) }
      return (PackageName.normalized(name), lines.compactMap { Requirement($0)?.name } + names)
    }
  }
}
