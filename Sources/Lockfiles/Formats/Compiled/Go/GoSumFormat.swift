internal import Fingerprints

/// `go.sum` and `go.work.sum`: the hashes of all modules that the `go` command looked at.
///
/// They may hold more than is used. What is used says the `go.mod` beside them.
struct GoSumFormat: LockfileFormat {
  let name = "go.sum"
  let ecosystem = "golang"

  func recognises(_ path: LockPath) -> Bool { path.name == name || path.name == "go.work.sum" }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    var sums = GoSums()
    do { try sums.read(input.bytes) } catch { return .unreadable(error) }
    var contents = LockContents()
    contents.findings = sums.findings
    contents.packages = sums.entries.map { entry in
      let files = [("zip", entry.archive), ("mod", entry.manifest)].filter { !$0.1.isEmpty }
      return PinnedPackage(
        ecosystem: ecosystem, name: entry.module.path, version: entry.module.version, isExact: true,
        artifacts: files.map { LockedArtifact(name: entry.module.version + "." + $0.0, hashes: $0.1) },
        line: entry.line)
    }
    if input.path.name == name {
      judge(sums, input, into: &contents)
    } else {
      contents.references = [LockReference(.manifest, "go.work", from: input.path)]
      contents.freshness = .unknown("go.work.sum holds what the go.sum of each module lacks; there is no rule for it")
    }
    return contents
  }

  private func judge(_ sums: GoSums, _ input: LockInput, into contents: inout LockContents) {
    guard let manifest = input.companion("go.mod") else {
      contents.freshness = .unknown("there is no go.mod beside the lock")
      return
    }
    contents.references = [LockReference(.manifest, "go.mod", from: input.path)]
    do {
      let read = try GoManifest(manifest)
      contents.references += GoModuleFormat.references(read, at: input.path)
      contents.freshness = GoFreshness.judge(read, sums, vendored: input.companion("vendor/modules.txt"))
    } catch {
      contents.freshness = .unknown(error.reason(reading: "go.mod"))
    }
  }
}
