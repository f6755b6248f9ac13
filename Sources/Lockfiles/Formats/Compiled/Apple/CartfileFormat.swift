internal import Fingerprints

/// Carthage's `Cartfile.resolved`.
struct CartfileFormat: LockfileFormat {
  let name = "Cartfile.resolved"
  let ecosystem = "carthage"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let lines: [CartfileLine]
    do { lines = try CartfileLine.all(in: input.bytes) } catch { return .unreadable(error) }
    var contents = LockContents()
    var seen: Set<TextKey> = []
    for line in lines {
      guard let version = line.quoted else {
        contents.findings.append(
          LockFinding("syntax", line: line.number, "\(line.shown) has no version", grade: .unreadable))
        continue
      }
      if !seen.insert(TextKey(line.key)).inserted {
        contents.findings.append(
          LockFinding("conflict", line: line.number, "\(line.shown) is locked twice", grade: .unreadable))
      }
      contents.packages.append(
        PinnedPackage(
          ecosystem: ecosystem, name: line.shown, version: version, isExact: true,
          source: source(line, version), line: line.number))
    }
    contents.findings += HashFindings.of(contents.packages)
    contents.references = [LockReference(.manifest, "Cartfile", from: input.path)]
    contents.freshness = CartfileFreshness.judge(lines, input)
    return contents
  }

  /// A tag may be moved, a commit may not.
  private func source(_ line: CartfileLine, _ version: String) -> String? {
    if version.isCommit {
      let address =
        line.kind == .github && !line.location.holds("://") ? "https://github.com/" + line.location : line.location
      return LockedOrigin(git: address, revision: version.lowercased(), folder: nil).source
    }
    return line.kind == .github ? nil : line.kind.rawValue
  }
}
