internal import Fingerprints

/// pixi's `pixi.lock`, versions 1 to 7.
struct PixiFormat: LockfileFormat {
  let name = "pixi.lock"
  let ecosystem = "conda"
  let holdsTargets = true

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let lock: PixiLock
    do { lock = try PixiLock(try YAMLText.parse(try FileText.decode(input.bytes))) } catch { return .unreadable(error) }
    var contents = LockContents()
    contents.formatVersion = String(lock.version)
    contents.findings = lock.findings
    contents.facts = lock.environments.flatMap { Self.facts($0, lock) }
    for (record, uses) in zip(lock.records, lock.uses) where !uses.isEmpty {
      let package = record.package(
        marker: Self.marker(uses), condition: Self.condition(uses, lock), groups: uses.map(\.environment))
      contents.packages.append(package)
      if let finding = record.origin.finding(
        name: record.name, at: input.path, line: record.line, hashes: package.hashes)
      {
        contents.findings.append(finding)
      }
      if let reference = record.reference(at: input.path) { contents.references.append(reference) }
    }
    contents.findings += HashFindings.of(contents.packages)
    let manifest = PixiManifest.of(input)
    if let manifest { contents.references.insert(LockReference(.manifest, manifest.name, from: input.path), at: 0) }
    contents.freshness = PixiFreshness.judge(lock, manifest)
    return contents
  }

  /// `[default: linux-64 osx-64; test: linux-64]`: in which environments on which platforms it is installed.
  private static func marker(_ uses: [PixiLock.Use]) -> String {
    var platforms: [TextKey: [String]] = [:]
    for use in uses { platforms[TextKey(use.environment), default: []].append(use.platform) }
    let parts = platforms.map { name, list in name.text + ": " + list.sortedByBytes().joined(separator: " ") }
    return "[" + parts.sortedByBytes().joined(separator: "; ") + "]"
  }

  private static func condition(_ uses: [PixiLock.Use], _ lock: PixiLock) -> TargetCondition {
    let platforms = uses.map { lock.platforms[TextKey($0.platform)]?.subdir ?? $0.platform }.sortedByBytes()
    let conditions = platforms.map(TargetCondition.condaPlatform)
    return conditions.count == 1 ? conditions[0] : .any(conditions)
  }

  /// Channels and indexes in their order, platforms, and what else the choice depended on.
  private static func facts(_ environment: PixiLock.Environment, _ lock: PixiLock) -> [LockFact] {
    let name = environment.name
    var facts = [LockFact(name: "environment:" + name, extras: environment.platforms.sortedByBytes())]
    facts += RequirementsSettings.numbered("channel:" + name, environment.channels)
    facts += RequirementsSettings.numbered("index:" + name, environment.indexes)
    facts += RequirementsSettings.numbered("find-links:" + name, environment.links)
    for (key, value) in environment.options {
      facts.append(LockFact(name: "option:\(name):\(key)", value: value))
    }
    for platform in environment.platforms {
      // What a name like `linux-64-cuda` stands for.
      guard let (subdir, virtual) = lock.platforms[TextKey(platform)] else { continue }
      if subdir.hasSameBytes(as: platform), virtual.isEmpty { continue }
      facts.append(LockFact(name: "platform:" + platform, value: subdir, extras: virtual.sortedByBytes()))
    }
    return facts
  }
}
