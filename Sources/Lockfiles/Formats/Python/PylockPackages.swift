/// The packages of a `pylock.toml`.
enum PylockPackages {
  static func add(_ entry: DataValue, at path: LockPath, to contents: inout LockContents) {
    // What is wrong with the entry is told by the validation.
    guard let spelled = entry["name"]?.string else { return }
    let name = PackageName.normalized(spelled)
    let version = entry["version"]?.string ?? ""
    let origin = LockedOrigin(pylock: entry)
    let files = (entry["wheels"]?.items ?? []) + [entry["sdist"], entry["archive"]].compactMap { $0 }
    let artifacts = files.map { LockedArtifact(name: fileName($0), hashes: hashes($0["hashes"])) }
    let isHashed = !artifacts.isEmpty && artifacts.allSatisfy { !$0.hashes.isEmpty }
    let isExact =
      switch origin.kind {
      case .registry: !version.isEmpty || isHashed
      case .address, .path: isHashed
      case .commit: origin.isExact
      }
    let marker = entry["marker"]?.string.flatMap(Marker.lenient)
    let package = PinnedPackage(
      ecosystem: "pypi", name: name, version: version, isExact: isExact, source: origin.source, artifacts: artifacts,
      marker: marker, condition: condition(entry), line: entry.line)
    contents.packages.append(package)
    if !isExact, case .registry = origin.kind {
      contents.findings.append(LockFinding("unpinned", line: entry.line, "\(name) has no version", grade: .c))
    } else if let finding = origin.finding(name: name, at: path, line: entry.line, hashes: package.hashes) {
      contents.findings.append(finding)
    }
    if let range = entry["requires-python"]?.string, !range.isEmpty {
      let id = version.isEmpty ? name : name + "==" + version
      contents.facts.append(
        LockFact(name: "requires-python:" + id, value: VersionSpecifier(range.utf8)?.canonical ?? range))
    }
    if entry["directory"]?["editable"]?.bool == true {
      contents.facts.append(LockFact(name: "editable:" + name, value: "true"))
    }
    noteReferences(entry, files, at: path, to: &contents)
  }

  /// Folders and files of the project that are installed.
  private static func noteReferences(
    _ entry: DataValue, _ files: [DataValue], at path: LockPath, to contents: inout LockContents
  ) {
    for place in [entry["directory"], entry["vcs"]].compactMap({ $0 }) + files {
      guard place["url"] == nil, let written = place["path"]?.string else { continue }
      contents.references.append(LockReference(.package, written, from: path, line: place.line ?? entry.line))
    }
  }

  /// For all groups and extras: which of them are installed is no matter of the platform.
  private static func condition(_ entry: DataValue) -> TargetCondition? {
    let marker = entry["marker"]?.string.flatMap(Marker.tree)?.forAllGroups
    var conditions = marker.map { [TargetCondition.marker($0.text)] } ?? []
    if let pythons = entry["requires-python"]?.string, !pythons.isEmpty { conditions.append(.pythons(pythons)) }
    return conditions.count > 1 ? .all(conditions) : conditions.first
  }

  /// As `packaging.pylock` finds it: the name, else the last part of the path, else that of the address.
  static func fileName(_ file: DataValue) -> String {
    if let name = file["name"]?.string, !name.isEmpty { return name }
    if let path = file["path"]?.string, !path.isEmpty {
      let start = path.utf8.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      return start.map { path.utf8[path.utf8.index(after: $0)...].text } ?? path
    }
    return file["url"]?.string.map(WebAddress.fileName) ?? ""
  }

  private static func hashes(_ table: DataValue?) -> [String] {
    (table?.members ?? []).compactMap { algorithm, digits in
      digits.string.flatMap { PackageHash.canonical(algorithm + ":" + $0) }
    }
  }

  /// What each package requires, as pdm writes it down.
  static func dependencies(_ packages: DataValue?) -> [(name: String, requires: [String])] {
    (packages?.items ?? []).compactMap { entry in
      guard let name = entry["name"]?.string else { return nil }
      let lines = entry["tool"]?["pdm"]?["dependencies"]?.strings ?? []
      let names = (entry["dependencies"]?.items ?? []).compactMap { $0["name"]?.string }
      return (
        PackageName.normalized(name),
        lines.compactMap { Requirement($0)?.name } + names.map { PackageName.normalized($0) }
      )
    }
  }
}
