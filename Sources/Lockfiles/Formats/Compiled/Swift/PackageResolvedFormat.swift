internal import Fingerprints

/// The Swift package manager's `Package.resolved`, versions 1 to 3.
struct PackageResolvedFormat: LockfileFormat {
  let name = "Package.resolved"
  let ecosystem = "swift"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try JSONText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    var contents = LockContents()
    guard let version = root["version"]?.integer else {
      return .unreadable(SyntaxFailure(line: nil, message: "there is no version, so this is no Package.resolved"))
    }
    contents.formatVersion = String(version)
    guard (1...3).contains(version), let pins = (version == 1 ? root["object"]?["pins"] : root["pins"])?.array else {
      return .unreadable(
        SyntaxFailure(
          code: "version.unsupported", line: root["version"]?.line,
          message: (1...3).contains(version) ? "there are no pins" : "version \(version) is not known"))
    }
    var seen: Set<TextKey> = []
    for entry in pins {
      let pin = SwiftPin(entry)
      if let pin, !seen.insert(TextKey(pin.identity)).inserted {
        contents.findings.append(
          LockFinding("conflict", line: entry.line, "\(pin.identity) is pinned twice", grade: .unreadable))
      }
      add(pin, line: entry.line, at: input.path, to: &contents)
    }
    contents.findings += HashFindings.of(contents.packages)
    contents.references = [LockReference(.manifest, "Package.swift", from: input.path)]
    contents.freshness = try PackageResolvedFreshness.judge(root, version: version, input)
    return contents
  }

  private func add(_ pin: SwiftPin?, line: Int?, at path: LockPath, to contents: inout LockContents) {
    guard let pin else {
      contents.findings.append(
        LockFinding("syntax", line: line, "a pin without package, or without version and revision", grade: .unreadable))
      return
    }
    let origin = LockedOrigin(swift: pin)
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: pin.identity, version: pin.version ?? pin.branch ?? pin.revision ?? "",
        isExact: origin.isExact, source: origin.source, line: line))
    if let finding = origin.finding(name: pin.identity, at: path, line: line, hashes: []) {
      contents.findings.append(finding)
    } else if let branch = pin.branch {
      contents.findings.append(
        LockFinding("branch.followed", line: line, "\(pin.identity) follows the branch \(branch); its commit is locked")
      )
    }
    if pin.isLocal {
      contents.findings.append(
        LockFinding(
          "unpinned", line: line, "\(pin.identity) comes from \(pin.location), which lies outside the tree", grade: .c))
    }
  }
}
