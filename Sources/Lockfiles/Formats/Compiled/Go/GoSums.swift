internal import Fingerprints

/// The lines of a `go.sum`: hashes of modules, and of their `go.mod` files alone.
struct GoSums {
  struct Entry {
    let module: GoModule
    let line: Int
    /// Of the whole module, `h1:hex`.
    var archive: [String] = []
    /// Of its `go.mod`, `h1-mod:hex`.
    var manifest: [String] = []
  }

  /// In the order of the file; one for each module at each version.
  private(set) var entries: [Entry] = []
  private(set) var findings: [LockFinding] = []
  private var places: [TextKey: Int] = [:]

  init() {}

  /// Adds the lines of a file.
  mutating func read(_ bytes: [UInt8]) throws(SyntaxFailure) {
    let lines = try TextLine.lines(of: bytes)
    if let conflict = TextLine.conflict(in: lines) { throw conflict }
    for line in lines {
      let words = line.bytes.split(whereSeparator: \.isBlank)
      if words.isEmpty { continue }
      guard words.count == 3 else {
        throw SyntaxFailure(line: line.number, message: "not a module, a version and a hash")
      }
      add(path: words[0].text, version: words[1].text, hash: words[2], line: line.number)
    }
  }

  private mutating func add(path: String, version: String, hash: ArraySlice<UInt8>, line: Int) {
    let isManifest = version.ends(with: "/go.mod")
    let module = GoModule(path: path, version: isManifest ? version.utf8.dropLast(7).text : version)
    // Hashes of other kinds are passed over by go, too.
    guard hash.starts(with: "h1:".utf8) else {
      findings.append(LockFinding("version.newer", line: line, "\(module.text) has a hash of a kind that is not known"))
      return
    }
    guard let digest = EncodedDigest.canonical(isManifest ? "h1-mod" : "h1", base64: hash.dropFirst(3), length: 32)
    else {
      findings.append(
        LockFinding("hash.invalid", line: line, "\(module.text): its hash is no SHA-256 in base64", grade: .unreadable))
      return
    }
    let place = places[module.key] ?? entries.count
    if place == entries.count {
      entries.append(Entry(module: module, line: line))
      places[module.key] = place
    }
    let known = isManifest ? entries[place].manifest : entries[place].archive
    guard !known.contains(digest) else { return }
    if known.count == 1 {
      findings.append(
        LockFinding(
          "conflict", line: line, "\(module.text) has two hashes, and go refuses what does not match both",
          grade: .unreadable))
    }
    guard known.count < 2 else { return }
    if isManifest { entries[place].manifest.append(digest) } else { entries[place].archive.append(digest) }
  }

  subscript(_ module: GoModule) -> Entry? { places[module.key].map { entries[$0] } }
}
