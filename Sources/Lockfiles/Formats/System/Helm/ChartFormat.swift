internal import Fingerprints
internal import PlainYAML

/// Helm's `Chart.lock`, and `requirements.lock` of charts of the first API version.
struct ChartFormat: LockfileFormat {
  let name = "Chart.lock"
  let ecosystem = "helm"

  func recognises(_ path: LockPath) -> Bool {
    path.name.hasSameBytes(as: name) || path.name.hasSameBytes(as: "requirements.lock")
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: YAMLTree
    do { root = try Self.parse(input.bytes) } catch { return .unreadable(error) }
    guard let list = root["dependencies"], root.pairs != nil else {
      return .unreadable(SyntaxFailure(line: nil, message: "there are no dependencies, so this is no lock of Helm"))
    }
    guard let items = list.items ?? (list.scalar?.isEmpty == true ? [] : nil) else {
      return .unreadable(SyntaxFailure(line: list.line, message: "dependencies is no list"))
    }
    let dependencies = items.map(HelmDependency.init)
    var contents = LockContents()
    // Conditions, tags, aliases and imports of the charts are in the lock by it alone.
    if let digest = root["digest"]?.scalar { contents.facts = [LockFact(name: "digest", value: digest)] }
    for dependency in dependencies { add(dependency, input.path, to: &contents) }
    if let first = contents.packages.first(where: \.isExact) {
      contents.findings.append(
        LockFinding("hash.unsupported", line: first.line, "\(name) has no place for the hashes of charts", grade: .b))
    }
    let manifestName = input.path.name.hasSameBytes(as: name) ? "Chart.yaml" : "requirements.yaml"
    contents.references.insert(LockReference(.manifest, manifestName, from: input.path), at: 0)
    contents.freshness = try ChartFreshness(
      locked: dependencies, digest: root["digest"]?.scalar, manifestName: manifestName
    ).judge(manifest: input.path.resolving(manifestName).flatMap(input.source.bytes(at:)))
    return contents
  }

  static func parse(_ bytes: [UInt8]) throws(SyntaxFailure) -> YAMLTree {
    let text = try FileText.decode(bytes)
    do throws(YAMLTree.Failure) { return try YAMLTree.parse(text) } catch { throw YAMLText.failure(error) }
  }

  private func add(_ dependency: HelmDependency, _ path: LockPath, to contents: inout LockContents) {
    guard !dependency.name.isEmpty, !dependency.version.isEmpty else {
      contents.findings.append(
        LockFinding("syntax", line: dependency.line, "a dependency without name or version", grade: .unreadable))
      return
    }
    let origin = LockedOrigin(chart: dependency)
    if case .path(let folder) = origin.kind {
      contents.references.append(LockReference(.package, folder, from: path, line: dependency.line))
    }
    // Helm writes down the range itself where it does not look a version up.
    let isVersion = ReleaseVersion(dependency.version.dropping(prefix: "v") ?? dependency.version)?.numbers.count == 3
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: dependency.name, version: dependency.version,
        isExact: isVersion && origin.isExact, source: origin.source, line: dependency.line))
    if !isVersion {
      contents.findings.append(
        LockFinding(
          "unpinned", line: dependency.line, "\(dependency.name) \(dependency.version) is a range, not a version",
          grade: .c))
    }
    if let finding = origin.finding(name: dependency.name, at: path, line: dependency.line, hashes: []) {
      contents.findings.append(finding)
    }
  }
}
