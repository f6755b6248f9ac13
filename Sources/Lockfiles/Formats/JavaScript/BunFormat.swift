internal import Fingerprints

/// bun's `bun.lock`, lockfile versions 0 to 3, and the binary `bun.lockb` it wrote before.
struct BunFormat: LockfileFormat {
  let name = "bun.lock"
  let ecosystem = "npm"
  let holdsTargets = true

  static let newestVersion = 3

  func recognises(_ path: LockPath) -> Bool { path.name == name || path.name == "bun.lockb" }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    do throws(SyntaxFailure) {
      if input.path.name == "bun.lockb" || input.bytes.starts(with: "#!/usr/bin/env bun".utf8) {
        throw SyntaxFailure(
          code: "format.binary", line: nil,
          message: "a binary lock of bun; write one that can be read with bun install --save-text-lockfile")
      }
      let text = try FileText.decode(input.bytes)
      let root = try ConflictMarkers.explaining(text) { text throws(SyntaxFailure) in
        try JSONText.parse(text, relaxed: true)
      }
      return try read(root, input)
    } catch {
      return .unreadable(error)
    }
  }

  private func read(_ root: DataValue, _ input: LockInput) throws(SyntaxFailure) -> LockContents {
    guard let version = root["lockfileVersion"]?.integer else {
      throw SyntaxFailure(line: root.line, message: "there is no lockfileVersion, so this is no lock of bun")
    }
    guard (0...Self.newestVersion).contains(version) else {
      throw SyntaxFailure(
        code: "version.unsupported", line: root["lockfileVersion"]?.line,
        message: "lockfileVersion \(version) is not known")
    }
    var list = NodePackageList(lock: input.path)
    list.contents.formatVersion = String(version)
    for (folder, entry) in root["workspaces"]?.members ?? [] { list.reference(member: folder, line: entry.line) }
    for (key, entry) in root["packages"]?.members ?? [] {
      guard let tuple = entry.array, let package = BunPackage(tuple) else {
        throw SyntaxFailure(line: entry.line, message: "the entry of \(key) is not built as bun's are")
      }
      add(package, line: entry.line, to: &list)
    }
    readSettings(root, into: &list)
    list.finish()
    list.contents.freshness = BunFreshness.judge(root, input)
    return list.contents
  }

  private func add(_ package: BunPackage, line: Int?, to list: inout NodePackageList) {
    // The members' manifests are referenced by `workspaces`, which has them all.
    if let folder = package.isRoot ? "" : package.workspace {
      return list.addMember(package.name, "", folder: folder, isReferenced: false, line: line)
    }
    if package.hasShortRevision {
      list.addAbbreviated(
        package.name, from: package.origin, hashes: package.hashes, platforms: package.platforms, line: line)
      return
    }
    list.add(
      package.name, package.version, from: package.origin, hashes: package.hashes, platforms: package.platforms,
      line: line)
  }

  private func readSettings(_ root: DataValue, into list: inout NodePackageList) {
    for (key, value) in root["overrides"]?.members ?? [] {
      list.fact("override:" + key, NodeDependency.printed(value.string ?? "rules of its own"))
    }
    for name in root["trustedDependencies"]?.strings ?? [] { list.fact("trusted:" + name, "true") }
    for (key, value) in root["patchedDependencies"]?.members ?? [] {
      guard let path = value.string else { continue }
      list.fact("patch:" + key, path)
      list.contents.references.append(LockReference(.file, path, from: list.lock, line: value.line))
    }
  }
}
