internal import Fingerprints

/// conda's list of package files, as `conda list --explicit`, conda-lock and micromamba write it: a line `@EXPLICIT`,
/// and one address a line.
struct CondaExplicitFormat: LockfileFormat {
  let name = "conda-linux-64.lock"
  let ecosystem = "conda"
  let holdsTargets = true

  private static let mark = Array("@EXPLICIT".utf8)

  func recognises(_ path: LockPath) -> Bool {
    let name = path.name.lowercased()
    if ["spec-file.txt", "spec-list.txt", "explicit.txt"].contains(name) { return true }
    guard let (stem, ending) = name.split(atLast: UInt8(ascii: ".")), Self.platform(inStem: stem) != nil else {
      return false
    }
    return ending == "lock" || (ending == "txt" && (stem.starts(with: "conda-") || stem.holds("explicit")))
  }

  func recognises(content: [UInt8]) -> Bool {
    var index = content.startIndex
    while let start = content[index...].firstIndex(of: UInt8(ascii: "@")) {
      index = start + 1
      guard content[start...].starts(with: Self.mark) else { continue }
      let end = start + Self.mark.count
      let before = content[..<start].last { $0 != 0x20 && $0 != 0x09 }
      let behind = content[end...].first { $0 != 0x20 && $0 != 0x09 }
      // The byte order mark ends so.
      if [nil, 0x0A, 0x0D, 0xBF].contains(before), [nil, 0x0A, 0x0D].contains(behind) { return true }
    }
    return false
  }

  /// The name may be the platform alone, or end in it.
  private static func platform(inStem stem: String) -> String? {
    CondaPlatform.all.contains(stem) ? stem : CondaPlatform.atEnd(of: stem)
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let text: String
    do { text = try FileText.decode(input.bytes) } catch { return .unreadable(error) }
    let reading = CondaExplicitReading(text)
    var contents = LockContents()
    contents.findings = reading.findings
    let stem = input.path.name.lowercased().split(atLast: UInt8(ascii: "."))?.before ?? ""
    let platform = reading.platform ?? Self.platform(inStem: stem) ?? reading.commonSubdir
    if let platform { contents.facts.append(LockFact(name: "platform", value: platform)) }
    contents.freshness = .unknown(
      reading.hasInputHash
        ? "its input_hash covers what conda-lock itself assumes of platforms and cannot be computed again"
        : "a list of packages does not record what it was made from")
    let condition = platform.map(TargetCondition.condaPlatform)
    for record in reading.records {
      let package = record.package(marker: nil, condition: condition, groups: [])
      contents.packages.append(package)
      if let finding = record.origin.finding(
        name: record.name, at: input.path, line: record.line, hashes: package.hashes)
      {
        contents.findings.append(finding)
      }
      if let reference = record.reference(at: input.path) { contents.references.append(reference) }
    }
    contents.findings += reading.foreignFiles(than: platform)
    contents.findings += CondaConflicts.of(contents.packages) + HashFindings.of(contents.packages)
    if reading.records.isEmpty, reading.findings.isEmpty {
      contents.findings.append(LockFinding("empty", "names no packages"))
    }
    return contents
  }
}
