internal import Fingerprints

/// conda's `environment.yml`, also as conda-lock writes it for one platform.
struct CondaEnvironmentFormat: LockfileFormat {
  let name = "environment.yml"
  let ecosystem = "conda"
  let holdsTargets = true

  func recognises(_ path: LockPath) -> Bool {
    let name = path.name.lowercased()
    guard let (stem, ending) = name.split(atLast: UInt8(ascii: ".")), ending == "yml" || ending == "yaml" else {
      return false
    }
    return stem == "environment" || Self.platform(of: path) != nil
      || ["-", "_", "."].contains { stem.starts(with: "environment" + $0) || stem.ends(with: $0 + "environment") }
  }

  /// The platform of an environment that conda-lock wrote: `conda-linux-64.lock.yml`.
  private static func platform(of path: LockPath) -> String? {
    for ending in [".lock.yml", ".lock.yaml"] where path.name.ends(with: ending) {
      return CondaPlatform.atEnd(of: path.name.utf8.dropLast(ending.utf8.count).text)
    }
    return nil
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let environment: CondaEnvironment
    do { environment = try CondaEnvironment(try FileText.decode(input.bytes)) } catch { return .unreadable(error) }
    let platform = Self.platform(of: input.path)
    var contents = LockContents()
    contents.freshness = .unknown("an environment of conda does not record what it was made from")
    contents.facts = Self.facts(environment)
    if let platform { contents.facts.append(LockFact(name: "platform", value: platform)) }
    contents.findings = environment.findings
    for dependency in environment.dependencies { Self.add(dependency, platform, to: &contents) }
    let isHashed = contents.packages.allSatisfy { !$0.hashes.isEmpty }
    Self.addPip(environment, input, platform, to: &contents)
    if !isHashed {
      contents.findings.append(LockFinding("hash.unsupported", "\(name) has no place for hashes", grade: .b))
    }
    contents.findings += CondaConflicts.of(contents.packages)
    return contents
  }

  private static func add(
    _ dependency: CondaEnvironment.Dependency, _ platform: String?, to contents: inout LockContents
  ) {
    let match = dependency.match
    let version = match.version.canonical
    contents.packages.append(
      PinnedPackage(
        ecosystem: "conda", name: match.name, version: version, isExact: match.isExact,
        build: match.build, source: match.address?.canonical ?? match.channel.map(CondaAddress.canonicalChannel),
        hashes: match.hashes, marker: dependency.selector?.text,
        condition: dependency.selector?.condition ?? platform.map(TargetCondition.condaPlatform),
        extras: match.extras, line: dependency.line))
    if !match.isExact {
      let message =
        version.isEmpty ? "\(match.name) has no version" : "\(match.name) \(version) is a range, not a version"
      contents.findings.append(LockFinding("unpinned", line: dependency.line, message, grade: .c))
    } else if !match.hasExactBuild {
      let builds = match.build.map { "leaves the build open (\($0))" } ?? "names no build"
      contents.findings.append(
        LockFinding(
          "build.missing", line: dependency.line, "\(match.name) \(version) \(builds), and there may be several",
          grade: .c))
    }
  }

  /// The requirements for pip, which conda installs after its own packages.
  private static func addPip(
    _ environment: CondaEnvironment, _ input: LockInput, _ platform: String?, to contents: inout LockContents
  ) {
    var pip = RequirementsReading(root: input.path, source: input.source)
    for line in environment.pipLines { pip.read(line: line.text, number: line.line, marker: line.selector?.text) }
    let python = RequirementsFormat.contents(of: pip)
    contents.packages += python.packages.map { package in
      let selector = package.file == nil ? environment.selectors.selector(at: package.line) : nil
      return package.conditioned(by: selector, else: platform)
    }
    contents.facts += python.facts
    contents.findings += python.findings
    contents.references += python.references.isEmpty ? CondaReferences.of(pip) : python.references
    let hasPip = environment.dependencies.contains { $0.match.name == "pip" }
    if let line = environment.pipLine, !hasPip {
      contents.findings.append(
        LockFinding(
          "pip.missing", line: line,
          "pip installs packages here but is not listed itself; conda adds some version of it"
        ))
    }
  }

  /// Channels and repositories in their order, platforms and variables; name and prefix say nothing.
  private static func facts(_ environment: CondaEnvironment) -> [LockFact] {
    let root = environment.root
    let channels = environment.texts("channels")
    // Where it stands in the list means nothing.
    let isNoDefaults = { (channel: String) in channel.hasSameBytes(as: "nodefaults") }
    var facts = RequirementsSettings.numbered(
      "channel", channels.filter { !isNoDefaults($0) }.map(CondaAddress.canonicalChannel))
    if channels.contains(where: isNoDefaults) { facts.append(LockFact(name: "nodefaults", value: "true")) }
    facts += RequirementsSettings.numbered(
      "pip-repository", environment.texts("pip-repositories").map(WebAddress.canonicalIndex))
    let platforms = environment.texts("platforms").sortedByBytes()
    if !platforms.isEmpty { facts.append(LockFact(name: "platforms", value: platforms.joined(separator: ","))) }
    for key in ["category", "allow-pypi-requests"] {
      if let value = root[key]?.string { facts.append(LockFact(name: key, value: value)) }
    }
    for (key, value) in root["variables"]?.members ?? [] {
      facts.append(LockFact(name: "variable:" + key, value: value.string ?? ""))
    }
    return facts
  }
}
