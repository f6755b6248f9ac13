internal import Fingerprints

/// cargo's `Cargo.lock`, versions 1 to 4.
struct CargoFormat: LockfileFormat {
  let name = "Cargo.lock"
  let ecosystem = "cargo"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try TOMLText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    guard root["package"]?.array != nil || root["root"]?.table != nil || root["version"]?.integer != nil else {
      return .unreadable(SyntaxFailure(line: nil, message: "there are no packages, so this is no Cargo.lock"))
    }
    let lock = CargoLock(root)
    var contents = LockContents()
    contents.formatVersion = String(lock.version)
    contents.findings = versionFindings(root["version"]) + lock.findings
    for entry in lock.entries { add(entry, at: input.path, to: &contents) }
    contents.facts += lock.unusedPatches.map {
      LockFact(name: "patch.unused:" + $0.name, value: $0.version, source: $0.source.text)
    }
    contents.findings += HashFindings.of(contents.packages.filter { $0.source != CargoSource.path.text })
    if let workspace = CargoWorkspace(input) {
      contents.references = workspace.references
      contents.findings += workspace.findings
      contents.freshness = CargoFreshness.judge(lock, workspace)
    } else {
      contents.freshness = .unknown("there is no Cargo.toml beside the lock")
    }
    return contents
  }

  /// Versions 1 and 2 are not written down; cargo refuses them when they are.
  private func versionFindings(_ written: DataValue?) -> [LockFinding] {
    guard let written else { return [] }
    switch written.integer {
    case 3, 4: return []
    case 5:
      return [LockFinding("version.newer", line: written.line, "version 5 is newer than the ones known, 4")]
    default:
      let shown = written.integer.map(String.init) ?? "of another kind"
      return [
        LockFinding("version.unsupported", line: written.line, "a version \(shown) is not known", grade: .unreadable)
      ]
    }
  }

  private func add(_ entry: CargoLock.Entry, at path: LockPath, to contents: inout LockContents) {
    var isExact = true
    if case .git(let address, _, let commit) = entry.source {
      let origin = LockedOrigin(git: address, revision: commit, folder: nil)
      isExact = origin.isExact
      contents.findings += [origin.finding(name: entry.name, at: path, line: entry.line, hashes: [])].compactMap { $0 }
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: entry.name, version: entry.version, isExact: isExact, source: entry.source.text,
        hashes: entry.checksum.map { [$0] } ?? [], line: entry.line))
    if let replacement = entry.replacement {
      let words = replacement.utf8.split(separator: UInt8(ascii: " "), maxSplits: 2).map(\.text)
      let source = words.count > 2 ? words[2].utf8.filter { !"()".utf8.contains($0) }.text : nil
      contents.facts.append(
        LockFact(
          name: "replace:\(entry.name)@\(entry.version)", value: words.prefix(2).joined(separator: "@"),
          source: CargoSource(source).text))
    }
  }
}
