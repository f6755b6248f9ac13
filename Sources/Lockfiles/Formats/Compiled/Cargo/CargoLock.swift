internal import Fingerprints

/// The packages of a `Cargo.lock` and how they refer to one another.
struct CargoLock {
  struct Entry {
    let name: String
    let version: String
    let source: CargoSource
    /// `sha256:hex`.
    let checksum: String?
    /// `name`, `name version` or `name version (source)`.
    let dependencies: [String]
    /// What stands in for it, as in `[replace]`.
    let replacement: String?
    let line: Int?
  }

  /// 1 to 5.
  let version: Int
  private(set) var entries: [Entry] = []
  /// Of `[[patch.unused]]`.
  let unusedPatches: [(name: String, version: String, source: CargoSource)]
  private(set) var findings: [LockFinding] = []
  /// By name, and by name and version; no more of each than any lock has.
  private var places: [TextKey: [Int]] = [:]
  private var known: Set<TextKey> = []

  private static let maximumPlaces = 64

  /// - Parameter root: the whole file; `[root]` is what cargo wrote before 1.16 or so for the package itself.
  init(_ root: DataValue) {
    let tables = (root["root"].map { [$0] } ?? []) + (root["package"]?.items ?? [])
    let metadata = root["metadata"]
    let listed = (metadata?.members ?? []).filter { $0.key.starts(with: "checksum ") }
    let isInline = tables.contains { $0["checksum"] != nil }
    // Without a version a short dependency or a checksum beside the package tells the second format from the first.
    let isSecond = isInline || tables.contains { $0["dependencies"]?.strings.contains { !$0.holds(" ") } ?? false }
    version = root["version"]?.integer ?? (isSecond ? 2 : 1)
    unusedPatches = (root["patch"]?["unused"]?.items ?? []).map { patch in
      (patch["name"]?.string ?? "", patch["version"]?.string ?? "", CargoSource(patch["source"]?.string))
    }
    if isInline, let first = listed.first {
      findings.append(
        LockFinding(
          "conflict", line: first.value.line,
          "checksums stand beside packages and in [metadata], as after a bad merge; cargo drops them all", grade: .b))
    }
    for table in tables {
      guard let name = table["name"]?.string, let version = table["version"]?.string else {
        findings.append(
          LockFinding("syntax", line: table.line, "a package without name or version", grade: .unreadable))
        continue
      }
      add(table, name: name, version: version, metadata: isInline ? nil : metadata)
    }
  }

  private mutating func add(_ table: DataValue, name: String, version: String, metadata: DataValue?) {
    let written = table["source"]?.string
    let listed = metadata?["checksum \(name) \(version) (\(written ?? ""))"]?.string
    var checksum: String?
    if let digits = table["checksum"]?.string ?? listed, digits != "<none>" {
      checksum = PackageHash.canonical("sha256:" + digits)
      if checksum == nil {
        findings.append(
          LockFinding("hash.invalid", line: table.line, "\(name): its checksum is no SHA-256", grade: .unreadable))
      }
    }
    let entry = Entry(
      name: name, version: version, source: CargoSource(written), checksum: checksum,
      dependencies: table["dependencies"]?.strings ?? [], replacement: table["replace"]?.string, line: table.line)
    guard known.insert(TextKey("\(name) \(version) \(entry.source.text ?? "")")).inserted else {
      findings.append(
        LockFinding("conflict", line: table.line, "\(name) \(version) is listed twice", grade: .unreadable))
      return
    }
    for key in [name, name + " " + version] where places[TextKey(key), default: []].count < Self.maximumPlaces {
      places[TextKey(key), default: []].append(entries.count)
    }
    entries.append(entry)
  }

  /// Those with a name, or with a name and a version behind a blank.
  func entries(named name: String) -> [Entry] { (places[TextKey(name)] ?? []).map { entries[$0] } }

  /// What an item of `dependencies` means; several when it leaves that open.
  func entries(for dependency: String) -> [Entry] {
    let words = dependency.utf8.split(separator: UInt8(ascii: " "), maxSplits: 2).map(\.text)
    var found = entries(named: words.prefix(2).joined(separator: " "))
    if words.count > 2, found.count > 1 {
      let source = CargoSource(words[2].utf8.filter { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") }.text)
      let same = found.filter { $0.source.isSamePlace(as: source) }
      if !same.isEmpty { found = same }
    }
    return found
  }
}
