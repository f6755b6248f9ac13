internal import Fingerprints

/// Bazel's `MODULE.bazel.lock`, from Bazel 7 on.
struct BazelFormat: LockfileFormat {
  let name = "MODULE.bazel.lock"
  let ecosystem = "bazel"

  /// That of Bazel 9.2.
  private static let newestVersion = 28

  func recognises(_ path: LockPath) -> Bool { path.name.hasSameBytes(as: name) }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do { root = try JSONText.parse(try FileText.decode(input.bytes)) } catch { return .unreadable(error) }
    guard let version = root["lockFileVersion"]?.integer, version > 0 else {
      return .unreadable(
        SyntaxFailure(
          code: "version.unsupported", line: root["lockFileVersion"]?.line,
          message: "there is no lockFileVersion, so this is no lock of Bazel"))
    }
    var contents = LockContents()
    contents.formatVersion = String(version)
    if version > Self.newestVersion {
      contents.findings.append(
        LockFinding(
          "version.newer", line: root["lockFileVersion"]?.line,
          "lockFileVersion \(version) is newer than the ones known, \(Self.newestVersion)"))
    }
    var modules = BazelModules()
    modules.readRegistryFiles(root["registryFileHashes"]?.members ?? [])
    modules.readGraph(root["moduleDepGraph"]?.members ?? [], at: input.path)
    contents.packages = modules.packages
    contents.facts = modules.facts
    contents.findings += modules.findings + HashFindings.of(modules.packages)
    contents.references = [LockReference(.manifest, "MODULE.bazel", from: input.path)] + modules.references
    for (module, reason) in root["selectedYankedVersions"]?.members ?? [] {
      contents.facts.append(LockFact(name: "yanked:" + module, value: reason.string ?? ""))
      contents.findings.append(
        LockFinding("yanked", line: reason.line, "\(module) was yanked: \(reason.string ?? "")"))
    }
    var extensions = BazelExtensions()
    for (name, factors) in root["moduleExtensions"]?.members ?? [] {
      // Before version 4 there were no platforms between.
      let isOfOnePlatform = factors["generatedRepoSpecs"] != nil
      for (factor, value) in isOfOnePlatform ? [("general", factors)] : factors.members {
        try extensions.add(name, factor, value)
      }
    }
    for key in ["facts", "flags", "localOverrideHashes"] {
      if let value = root[key], !value.members.isEmpty { try extensions.addDigest(key, value) }
    }
    contents.facts += extensions.facts
    contents.findings += extensions.findings
    try judge(root, modules, input, &contents)
    return contents
  }

  private func judge(
    _ root: DataValue, _ modules: BazelModules, _ input: LockInput, _ contents: inout LockContents
  ) throws(DigestUnavailable) {
    guard let bytes = input.path.resolving("MODULE.bazel").flatMap(input.source.bytes(at:)) else {
      contents.freshness = .unknown("there is no MODULE.bazel beside the lock")
      return
    }
    let manifest = BazelManifest(bytes, in: input.path, source: input.source)
    contents.references += manifest.included.map { LockReference(.include, $0, from: input.path) }
    contents.freshness = try BazelFreshness(root: root, modules: modules, manifest: manifest).judge(bytes)
  }
}
