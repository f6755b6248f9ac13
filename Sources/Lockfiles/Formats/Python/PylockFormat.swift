internal import Fingerprints

/// The standard's `pylock.toml` and `pylock.<name>.toml` (PEP 751), version 1.0.
struct PylockFormat: LockfileFormat {
  let name = "pylock.toml"
  let ecosystem = "pypi"
  let holdsTargets = true

  /// `packaging.pylock.is_valid_pylock_path`: the name between the dots holds none itself; here it may.
  func recognises(_ path: LockPath) -> Bool {
    path.name == name || (path.name.starts(with: "pylock.") && path.name.ends(with: ".toml"))
  }

  /// A key `lock-version` at the beginning of a line, and behind it a table of `packages`, both near the beginning.
  func recognises(content: [UInt8]) -> Bool {
    var hasVersion = false
    for line in content.prefix(1 << 16).split(separator: 0x0A) {
      let line = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
      if !hasVersion, line.starts(with: "lock-version".utf8) {
        hasVersion = line.dropFirst("lock-version".utf8.count).trimmed.first == UInt8(ascii: "=")
      } else if hasVersion, line.starts(with: "[[packages]]".utf8) {
        return true
      }
    }
    return false
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    let text: String
    do {
      text = try FileText.decode(input.bytes)
      root = try TOMLText.parse(text)
    } catch {
      return .unreadable(error)
    }
    var contents = LockContents()
    contents.formatVersion = root["lock-version"]?.string
    contents.findings = PylockValidation.findings(root)
    for entry in root["packages"]?.items ?? [] { PylockPackages.add(entry, at: input.path, to: &contents) }
    contents.facts += facts(root)
    contents.findings += HashFindings.of(contents.packages) + HashFindings.ofArtifacts(contents.packages)
    contents.freshness = try freshness(root, text, input, &contents)
    return contents
  }

  /// For which Pythons and platforms it was made, and what may be chosen from it.
  private func facts(_ root: DataValue) -> [LockFact] {
    var facts: [LockFact] = []
    if let range = root["requires-python"]?.string {
      facts.append(LockFact(name: "requires-python", value: VersionSpecifier(range.utf8)?.canonical ?? range))
    }
    let environments = (root["environments"]?.strings ?? []).compactMap(Marker.lenient)
    if !environments.isEmpty { facts.append(LockFact(name: "environments", extras: environments.sortedByBytes())) }
    for key in ["extras", "dependency-groups", "default-groups"] {
      let names = root[key]?.strings ?? []
      if !names.isEmpty {
        facts.append(LockFact(name: key, extras: names.map { PackageName.normalized($0) }.sortedByBytes()))
      }
    }
    return facts
  }

  /// The standard records nothing; pdm does below `[tool.pdm]`, and uv and pip-compile name their input in a comment.
  private func freshness(
    _ root: DataValue, _ text: String, _ input: LockInput, _ contents: inout LockContents
  ) throws(DigestUnavailable) -> FreshnessJudgement {
    if let tool = root["tool"]?["pdm"], tool["hashes"] != nil || tool["lock_inputs"] != nil {
      let project = PDMProject(at: input.path, source: input.source)
      contents.references = [project.reference] + contents.references + project.references
      let judge = PDMFreshness(
        project: project, packages: contents.packages, dependencies: PylockPackages.dependencies(root["packages"]),
        lockedGroups: nil, targets: tool["targets"])
      guard tool["lock_inputs"] == nil else { return judge.judge(inputs: tool["lock_inputs"]) }
      let hash = tool["hashes"]?.members.first.flatMap { key, value in value.string.map { key + ":" + $0 } }
      return try judge.judge(recorded: hash)
    }
    guard let command = CompileCommand(in: text) else {
      return .unknown("pylock.toml does not record what it was made from")
    }
    let freshness = CompiledFreshness(
      command: command, annotations: [], packages: contents.packages, lock: input.path, source: input.source)
    contents.references = freshness.references + contents.references
    return freshness.judge()
  }
}
