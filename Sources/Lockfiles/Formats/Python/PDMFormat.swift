internal import Fingerprints

/// pdm's `pdm.lock`, lock versions 2 to 4.5.1.
struct PDMFormat: LockfileFormat {
  let name = "pdm.lock"
  let ecosystem = "pypi"
  let holdsTargets = true

  /// Also `pdm.<anything>.lock`, as `pdm lock --lockfile` is used.
  func recognises(_ path: LockPath) -> Bool {
    path.name == name || (path.name.starts(with: "pdm.") && path.name.ends(with: ".lock"))
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try TOMLText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    let metadata = root["metadata"]
    var contents = LockContents()
    contents.formatVersion = metadata?["lock_version"]?.string
    contents.findings += versionFindings(contents.formatVersion, line: metadata?["lock_version"]?.line)
    PDMPackages.read(root, at: input.path, into: &contents)
    contents.facts += facts(metadata)
    contents.findings += HashFindings.of(contents.packages) + HashFindings.ofArtifacts(contents.packages)
    let project = PDMProject(at: input.path, source: input.source)
    contents.references = [project.reference] + contents.references + project.references
    let freshness = PDMFreshness(
      project: project, packages: contents.packages, dependencies: PDMPackages.dependencies(root["package"]),
      lockedGroups: (metadata?["groups"]?.strings).map { Set($0.map { TextKey(PackageName.normalized($0)) }) },
      targets: metadata?["targets"])
    contents.freshness =
      metadata?["lock_inputs"] == nil
      ? try freshness.judge(recorded: metadata?["content_hash"]?.string)
      : freshness.judge(inputs: metadata?["lock_inputs"])
    return contents
  }

  /// pdm reads its own major version and the minor ones up to its own; files before 2 have another structure.
  private func versionFindings(_ version: String?, line: Int?) -> [LockFinding] {
    guard let version else {
      return [
        LockFinding(
          "version.unsupported", "no lock_version: written by pdm before 1.0, later ones refuse it",
          grade: .unreadable)
      ]
    }
    let numbers = version.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
      Int($0.text)
    }
    let parts = numbers.compactMap { $0 } + [0, 0]
    guard (1...3).contains(numbers.count), !numbers.contains(nil), parts.allSatisfy({ $0 >= 0 }),
      (2...4).contains(parts[0]), parts[0] < 4 || parts[1] <= 5
    else {
      return [
        LockFinding("version.unsupported", line: line, "lock_version \(version) is not known", grade: .unreadable)
      ]
    }
    guard parts[0] == 4, parts[1] == 5, parts[2] > 1 else { return [] }
    return [
      LockFinding("version.newer", line: line, "lock_version \(version) is newer than the ones known, 4.5.1")
    ]
  }

  /// Which groups are locked, for which platforms, and how versions were chosen.
  private func facts(_ metadata: DataValue?) -> [LockFact] {
    var facts: [LockFact] = []
    let groups = (metadata?["groups"]?.strings ?? []).sortedByBytes()
    if !groups.isEmpty { facts.append(LockFact(name: "groups", value: groups.joined(separator: ","))) }
    var strategy = metadata?["strategy"]?.strings ?? []
    // Before 4.4 each had a key of its own.
    for flag in ["cross_platform", "static_urls"] where metadata?[flag]?.bool == true { strategy.append(flag) }
    facts += strategy.sortedByBytes().map { LockFact(name: "strategy:" + $0, value: "true") }
    for target in metadata?["targets"]?.items ?? [] {
      let parts = (target.table?.sortedMembers ?? []).compactMap { key, value in value.string.map { key + "=" + $0 } }
      facts.append(LockFact(name: "target", value: parts.joined(separator: ",")))
    }
    return facts
  }
}
