internal import Fingerprints

/// Elixir's `mix.lock`: a map from the name of an application to where it comes from.
struct MixFormat: LockfileFormat {
  let name = "mix.lock"
  let ecosystem = "hex"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let lock: MixLock
    do { lock = try MixLock(input.bytes) } catch { return .unreadable(error) }
    var contents = LockContents()
    contents.findings = lock.findings
    for entry in lock.entries {
      let origin = entry.origin
      contents.packages.append(
        PinnedPackage(
          ecosystem: ecosystem, name: entry.package, version: entry.version, isExact: origin.isExact,
          source: origin.source, hashes: entry.hashes, line: entry.line))
      if !entry.package.hasSameBytes(as: entry.application) {
        contents.facts.append(LockFact(name: "application:" + entry.package, value: entry.application))
      }
      if let finding = origin.finding(name: entry.package, at: input.path, line: entry.line, hashes: entry.hashes) {
        contents.findings.append(finding)
      }
    }
    contents.findings += HashFindings.of(contents.packages)
    contents.references = [LockReference(.manifest, "mix.exs", from: input.path)]
    guard let manifest = input.companion("mix.exs") else {
      contents.freshness = .unknown("there is no mix.exs beside the lock")
      return contents
    }
    let project = MixManifest(manifest)
    contents.references += project.dependencies.compactMap { dependency in
      dependency.path.map { LockReference(.package, $0, from: input.path, line: dependency.line) }
    }
    contents.freshness = MixFreshness.judge(lock, project)
    return contents
  }
}
