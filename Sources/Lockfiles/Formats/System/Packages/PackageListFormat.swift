internal import Fingerprints

/// repro-get's `SHA256SUMS-ARCH`: the packages of a distribution for one architecture, one file a line.
struct PackageListFormat: LockfileFormat {
  let name = "SHA256SUMS"
  let ecosystem = "deb"

  func recognises(_ path: LockPath) -> Bool { Self.architecture(path) != nil }

  /// The architecture as Go calls it, with its variant: `amd64`, `arm-v7`; nil for a file of another name.
  private static func architecture(_ path: LockPath) -> String? {
    guard let text = path.name.dropping(prefix: "SHA256SUMS-"), !text.isEmpty,
      text.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") })
    else { return nil }
    return text
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let text: String
    do { text = try FileText.decode(input.bytes) } catch { return .unreadable(error) }
    var contents = LockContents()
    contents.freshness = .unknown("\(name) does not record what it was made from")
    contents.facts = [LockFact(name: "architecture", value: Self.architecture(input.path) ?? "")]
    var hashes: [TextKey: String] = [:]
    for (number, line) in NumberedLines(text) {
      let line = line.trimmed
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let end = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
      var path = line[end...].dropFirst()
      if path.first == UInt8(ascii: " ") || path.first == UInt8(ascii: "*") { path = path.dropFirst() }
      guard line[..<end].count == 64, let hash = PackageHash.canonical("sha256:" + line[..<end].text),
        let file = PackageFile(path.text)
      else {
        contents.findings.append(
          LockFinding(
            "syntax", line: number, "\(line.text) is not a SHA-256 with a relative path", grade: .unreadable))
        continue
      }
      // Where IPFS has the bytes that another line names.
      if file.folder.hasSameBytes(as: "/ipfs") { continue }
      if let other = hashes.updateValue(hash, forKey: TextKey(path.text)) {
        if !other.hasSameBytes(as: hash) {
          contents.findings.append(
            LockFinding("conflict", line: number, "\(path.text) has two hashes", grade: .c))
        }
        continue
      }
      contents.packages.append(
        PinnedPackage(
          ecosystem: file.ecosystem, name: file.package, version: file.version, isExact: true,
          source: file.folder.isEmpty ? nil : file.folder,
          artifacts: [LockedArtifact(name: file.name, hashes: [hash])], line: number))
    }
    if contents.packages.isEmpty, contents.findings.isEmpty {
      contents.findings = [LockFinding("syntax", "names no package", grade: .unreadable)]
    }
    return contents
  }
}
