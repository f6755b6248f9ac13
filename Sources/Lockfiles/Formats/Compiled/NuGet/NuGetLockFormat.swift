internal import Fingerprints

/// NuGet's `packages.lock.json`, versions 1 to 3.
struct NuGetLockFormat: LockfileFormat {
  let name = "packages.lock.json"
  let ecosystem = "nuget"

  /// Where several projects share a folder, the name of the project stands in the middle.
  func recognises(_ path: LockPath) -> Bool {
    path.name == name || (path.name.starts(with: "packages.") && path.name.ends(with: ".lock.json"))
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try JSONText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    guard let version = root["version"]?.integer else {
      return .unreadable(SyntaxFailure(line: nil, message: "there is no version, so this is no packages.lock.json"))
    }
    guard (1...3).contains(version) else {
      return .unreadable(
        SyntaxFailure(
          code: "version.unsupported", line: root["version"]?.line, message: "version \(version) is not known"))
    }
    let lock = NuGetLock(root, version: version)
    var contents = LockContents()
    contents.formatVersion = String(version)
    for target in lock.targets {
      contents.facts.append(LockFact(name: "target:" + NuGetFramework.long(target.name), value: "true"))
      for entry in target.entries { add(entry, target, to: &contents) }
    }
    contents.findings += HashFindings.of(contents.packages.filter { $0.source != Self.project })
    NuGetProject.judge(lock, input, into: &contents)
    return contents
  }

  /// A project of the solution, which is built and not fetched.
  private static let project = "project"

  private func add(_ entry: NuGetLock.Entry, _ target: NuGetLock.Target, to contents: inout LockContents) {
    // The same package has other versions and other hashes for other frameworks.
    let marker = NuGetFramework.long(target.framework) + (target.runtime.map { "/" + $0.lowercased() } ?? "")
    if entry.type == Self.project {
      contents.packages.append(
        PinnedPackage(
          ecosystem: ecosystem, name: entry.id, version: "", isExact: true, source: Self.project, marker: marker,
          line: entry.line))
      return
    }
    guard let resolved = entry.resolved, let version = NuGetRange.version(resolved) else {
      contents.findings.append(
        LockFinding("syntax", line: entry.line, "\(entry.name) has no resolved version", grade: .unreadable))
      return
    }
    var hash: String?
    if let text = entry.contentHash {
      hash = EncodedDigest.canonical("sha512", base64: text.utf8, length: 64)
      if hash == nil {
        contents.findings.append(
          LockFinding(
            "hash.invalid", line: entry.line, "\(entry.name): its contentHash is no SHA-512 in base64",
            grade: .unreadable))
      }
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: entry.id, version: version, isExact: true, hashes: hash.map { [$0] } ?? [],
        marker: marker, line: entry.line))
  }
}
