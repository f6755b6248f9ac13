internal import Fingerprints

/// `poetry.lock`, lock versions 1.0 to 2.1.
struct PoetryFormat: LockfileFormat {
  let name = "poetry.lock"
  let ecosystem = "pypi"
  let holdsTargets = true

  func recognises(_ path: LockPath) -> Bool { path.name.hasSameBytes(as: name) }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try TOMLText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    guard let metadata = root["metadata"], metadata.table != nil else {
      return .unreadable(SyntaxFailure(line: nil, message: "there is no [metadata], so this is no lock of poetry"))
    }
    var contents = LockContents()
    contents.formatVersion = metadata["lock-version"]?.string
    contents.findings += versionFindings(metadata)
    let project = PoetryProject(at: input.path, source: input.source)
    let entries = root["package"]?.items ?? []
    let packages = PoetryPackages(
      entries, metadata: metadata, ways: ways(entries, project.manifest, contents.formatVersion), at: input.path)
    contents.packages = packages.packages
    contents.facts = packages.facts + facts(root, metadata)
    contents.findings += packages.findings + HashFindings.of(packages.packages)
    contents.findings += HashFindings.ofArtifacts(packages.packages)
    contents.freshness = try PoetryFreshness.judge(lock: root, project: project)
    contents.references = project.references(with: packages.references)
    return contents
  }

  private func facts(_ root: DataValue, _ metadata: DataValue) -> [LockFact] {
    var facts: [LockFact] = []
    if let range = metadata["python-versions"]?.string { facts.append(LockFact(name: "python-versions", value: range)) }
    for (name, items) in root["extras"]?.members ?? [] {
      let wanted = items.strings.map { PackageName.normalized($0) }.sortedByBytes()
      facts.append(LockFact(name: "extra:" + PackageName.normalized(name), extras: wanted))
    }
    return facts
  }

  /// In 1.0 and since 2.1 each package holds its markers.
  private func ways(_ entries: [DataValue], _ manifest: PoetryManifest?, _ version: String?) -> [String?] {
    guard let manifest, let version, ["1.1", "2.0"].contains(where: version.hasSameBytes) else {
      return Array(repeating: nil, count: entries.count)
    }
    var graph = PoetryGraph(entries)
    return graph.markers(from: manifest.dependencies)
  }

  /// Poetry reads 1.x and 2.x; locks from before 1.0 name no version and are refused by it.
  private func versionFindings(_ metadata: DataValue) -> [LockFinding] {
    guard let entry = metadata["lock-version"], let version = entry.string else {
      return [
        LockFinding(
          "version.unsupported", line: metadata.line,
          "no lock-version: written by poetry before 1.0, later ones refuse it", grade: .unreadable)
      ]
    }
    let parts = version.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
      Int($0.text) ?? -1
    }
    guard parts.count == 2, let major = parts.first, let minor = parts.last, minor >= 0, major == 1 || major == 2
    else {
      return [
        LockFinding("version.unsupported", line: entry.line, "lock-version \(version) is not known", grade: .unreadable)
      ]
    }
    guard minor > 1 else { return [] }
    return [
      LockFinding("version.newer", line: entry.line, "lock-version \(version) is newer than the ones known, 2.1")
    ]
  }
}
