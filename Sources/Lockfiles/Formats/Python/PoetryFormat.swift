internal import Fingerprints

/// `poetry.lock`, lock versions 1.0 to 2.1.
struct PoetryFormat: LockfileFormat {
  let name = "poetry.lock"
  let ecosystem = "pypi"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try TOMLText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    var contents = LockContents()
    guard let metadata = root["metadata"], metadata.table != nil else {
      return .unreadable(SyntaxFailure(line: nil, message: "there is no [metadata], so this is no lock of poetry"))
    }
    contents.formatVersion = metadata["lock-version"]?.string
    contents.findings += versionFindings(contents.formatVersion)
    readPackages(root, metadata, input, into: &contents)
    if let range = metadata["python-versions"]?.string {
      contents.facts.append(LockFact(name: "python-versions", value: range))
    }
    for (name, items) in root["extras"]?.table?.members ?? [] {
      let wanted = (items.array ?? []).compactMap(\.string).sortedByBytes()
      contents.facts.append(LockFact(name: "extra:" + PackageName.normalized(name), extras: wanted))
    }
    contents.findings += HashFindings.of(contents.packages)
    let manifest = input.path.resolving("pyproject.toml").flatMap(input.source.bytes(at:))
    contents.freshness = try PoetryFreshness.judge(lock: root, manifest: manifest)
    return contents
  }

  /// Poetry reads 1.x and 2.x; locks from before 1.0 name no version and are refused by it.
  private func versionFindings(_ version: String?) -> [LockFinding] {
    guard let version else {
      return [
        LockFinding(
          "version.unsupported", "no lock-version: written by poetry before 1.0, later ones refuse it",
          grade: .unreadable)
      ]
    }
    let parts = version.utf8.split(separator: UInt8(ascii: ".")).map { Int($0.text) ?? -1 }
    guard parts.count == 2, let major = parts.first, let minor = parts.last, minor >= 0, major == 1 || major == 2
    else {
      return [LockFinding("version.unsupported", "lock-version \(version) is not known", grade: .unreadable)]
    }
    let isNewer = (major == 1 && minor > 1) || (major == 2 && minor > 1)
    return isNewer ? [LockFinding("version.newer", "lock-version \(version) is newer than the ones known, 2.1")] : []
  }

  private func readPackages(
    _ root: DataValue, _ metadata: DataValue, _ input: LockInput, into contents: inout LockContents
  ) {
    let entries = root["package"]?.array ?? []
    for entry in entries {
      let line = entry.line
      guard let name = entry["name"]?.string, let version = entry["version"]?.string else {
        contents.findings.append(
          LockFinding("syntax", line: line, "a package without name or version", grade: .unreadable))
        continue
      }
      let origin = LockedOrigin(poetry: entry["source"])
      let package = PinnedPackage(
        ecosystem: ecosystem, name: PackageName.normalized(name), version: version, isExact: origin.isExact,
        source: origin.source, hashes: hashes(entry, metadata, name: name),
        marker: marker(entry["markers"]), groups: (entry["groups"]?.array ?? []).compactMap(\.string), line: line)
      contents.packages.append(package)
      if entry["optional"]?.bool == true {
        contents.facts.append(LockFact(name: "optional:" + package.name, value: "true"))
      }
      if let finding = origin.finding(name: package.name, at: input.path, line: line, hashes: package.hashes) {
        contents.findings.append(finding)
      }
    }
  }

  /// Beside the package since 2.0, in `metadata.files` for 1.x, in `metadata.hashes` before.
  private func hashes(_ entry: DataValue, _ metadata: DataValue, name: String) -> [String] {
    let files = entry["files"]?.array ?? metadata["files"]?[name]?.array ?? []
    let old = metadata["hashes"]?[name]?.array ?? []
    return files.compactMap { $0["hash"]?.string }.compactMap(PackageHash.canonical)
      + old.compactMap(\.string).compactMap { PackageHash.canonical("sha256:" + $0) }
  }

  /// A string, or a table with one marker for each group.
  private func marker(_ value: DataValue?) -> String? {
    if let text = value?.string { return Marker.lenient(text) }
    guard let table = value?.table else { return nil }
    let parts = table.members.compactMap { group, marker in
      marker.string.flatMap(Marker.lenient).map { "\(group): \($0)" }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
