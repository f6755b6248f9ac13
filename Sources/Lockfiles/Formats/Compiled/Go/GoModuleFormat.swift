internal import Fingerprints

/// `go.mod`: the modules that are used, with the hashes of the `go.sum` beside it.
struct GoModuleFormat: LockfileFormat {
  let name = "go.mod"
  let ecosystem = "golang"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let manifest: GoManifest
    do { manifest = try GoManifest(input.bytes) } catch { return .unreadable(error) }
    var contents = LockContents()
    contents.formatVersion = manifest.language
    contents.facts = manifest.facts
    contents.findings = manifest.findings
    let sums = sums(of: input, into: &contents)
    for requirement in manifest.requirements { add(requirement, manifest, sums, at: input.path, to: &contents) }
    if !manifest.listsAll, !manifest.requirements.isEmpty {
      contents.findings.append(
        LockFinding(
          "transitive.unlisted",
          "before go 1.17 the modules of requirements are not listed; what go.sum holds pins them"))
    }
    contents.findings += HashFindings.of(contents.packages)
    contents.references = Self.references(manifest, at: input.path)
    contents.freshness =
      input.companion("go.sum") == nil
      ? .unknown("there is no go.sum beside go.mod")
      : GoFreshness.judge(manifest, sums, vendored: input.companion("vendor/modules.txt"))
    return contents
  }

  /// The folders that stand in for modules.
  static func references(_ manifest: GoManifest, at path: LockPath) -> [LockReference] {
    manifest.replacements.filter { $0.new.version.isEmpty }.map {
      LockReference(.package, $0.new.path, from: path, line: $0.line)
    }
  }

  /// `go.sum` beside the file, and the `go.work.sum` of a workspace around it.
  private func sums(of input: LockInput, into contents: inout LockContents) -> GoSums {
    var sums = GoSums()
    var places = [input.path.resolving("go.sum")]
    for count in 0..<input.path.components.count {
      places.append((input.path.components.prefix(count) + ["go.work.sum"]).joined(separator: "/"))
    }
    for place in places.compactMap({ $0 }) {
      guard let bytes = input.source.bytes(at: place) else { continue }
      let known = sums.findings.count
      do { try sums.read(bytes) } catch { contents.findings.append(error.finding(file: place)) }
      contents.findings += sums.findings[known...].map {
        LockFinding($0.code, file: place, line: $0.line, $0.message, grade: $0.lowersGradeTo)
      }
    }
    return sums
  }

  private func add(
    _ requirement: GoManifest.Requirement, _ manifest: GoManifest, _ sums: GoSums, at path: LockPath,
    to contents: inout LockContents
  ) {
    let (module, line) = (requirement.module, requirement.line)
    let used = manifest.replacement(of: module)?.new ?? module
    if used.version.isEmpty {
      let origin = LockedOrigin(kind: .path(used.path), source: "file:" + used.path)
      contents.findings += [origin.finding(name: module.path, at: path, line: line, hashes: [])].compactMap { $0 }
      contents.packages.append(
        PinnedPackage(
          ecosystem: ecosystem, name: module.path, version: "", isExact: false, source: origin.source, line: line))
      return
    }
    if !used.isCanonical {
      contents.findings.append(
        LockFinding(
          "unpinned", line: line, "\(used.path) \(used.version) is no version, so go looks for one", grade: .c))
    }
    // Without the hash of the module itself that of its go.mod is of no use to whoever builds.
    let entry = sums[used]
    let hashes = entry.map { $0.archive.isEmpty ? [] : $0.archive + $0.manifest } ?? []
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: module.path, version: used.version, isExact: used.isCanonical,
        source: used.path.hasSameBytes(as: module.path) ? nil : used.path, hashes: hashes, line: line))
  }
}
