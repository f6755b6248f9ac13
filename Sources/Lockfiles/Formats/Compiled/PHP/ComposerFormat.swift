internal import Fingerprints

/// composer's `composer.lock`.
struct ComposerFormat: LockfileFormat {
  let name = "composer.lock"
  let ecosystem = "composer"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try JSONText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    guard let packages = root["packages"]?.array else {
      return .unreadable(SyntaxFailure(line: nil, message: "there is no list of packages, so this is no composer.lock"))
    }
    var contents = LockContents()
    contents.facts = ComposerFacts.of(root)
    var findings = ComposerFindings()
    for (entries, group) in [(packages, ""), (root["packages-dev"]?.items ?? [], "dev")] {
      for entry in entries { add(entry, group: group, at: input.path, to: &contents, &findings) }
    }
    contents.findings += findings.all
    contents.references.insert(LockReference(.manifest, "composer.json", from: input.path), at: 0)
    contents.freshness = ComposerFreshness.judge(lock: root, manifest: input.companion("composer.json"))
    return contents
  }

  private func add(
    _ entry: DataValue, group: String, at path: LockPath, to contents: inout LockContents,
    _ findings: inout ComposerFindings
  ) {
    // Before 2012 the key was `package`.
    guard let name = (entry["name"] ?? entry["package"])?.string, let version = entry["version"]?.string else {
      contents.findings.append(
        LockFinding("syntax", line: entry.line, "a package without name or version", grade: .unreadable))
      return
    }
    let origin = LockedOrigin(composer: entry)
    let digits = entry["dist"]?["shasum"]?.string ?? ""
    let hash = digits.isEmpty ? nil : PackageHash.canonical("sha1:" + digits)
    if !digits.isEmpty, hash == nil {
      contents.findings.append(
        LockFinding("hash.invalid", line: entry.line, "\(name): its shasum is no SHA-1", grade: .unreadable))
    }
    // A version of a branch without a commit is whatever the branch has become.
    let isBranch = version.starts(with: "dev-") || version.ends(with: "-dev") || version.ends(with: ".x")
    var isExact = origin.isExact
    if isBranch, case .registry = origin.kind, entry["dist"]?["reference"]?.string?.isCommit != true {
      isExact = false
      contents.findings.append(
        LockFinding("unpinned", line: entry.line, "\(name) \(version) is a branch without a commit", grade: .c))
    }
    let package = PinnedPackage(
      ecosystem: ecosystem, name: name.lowercased(), version: version, isExact: isExact, source: origin.source,
      hashes: hash.map { [$0] } ?? [], groups: group.isEmpty ? [] : [group], line: entry.line)
    contents.packages.append(package)
    if let fact = ComposerFacts.archive(of: entry, name: package.name) { contents.facts.append(fact) }
    if let finding = origin.finding(name: package.name, at: path, line: entry.line, hashes: package.hashes) {
      contents.findings.append(finding)
    }
    if case .path(let folder) = origin.kind {
      contents.references.append(LockReference(.package, folder, from: path, line: entry.line))
    } else {
      findings.note(package, entry)
    }
  }
}
