internal import Fingerprints

/// pipenv's `Pipfile.lock`.
struct PipfileFormat: LockfileFormat {
  let name = "Pipfile.lock"
  let ecosystem = "pypi"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try JSONText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    guard let meta = root["_meta"], meta.table != nil else {
      return .unreadable(SyntaxFailure(line: nil, message: "there is no _meta, so this is no Pipfile.lock"))
    }
    var contents = LockContents()
    let version = meta["pipfile-spec"]?.integer
    contents.formatVersion = version.map(String.init)
    if let version, version > 6 {
      contents.findings.append(
        LockFinding("version.unsupported", "pipfile-spec \(version) is not known", grade: .unreadable))
    }
    let indexes = readMeta(meta, into: &contents)
    for (category, entries) in root.table?.members ?? [] where category != "_meta" {
      for (name, entry) in entries.table?.members ?? [] {
        add(name, entry, category: category, indexes: indexes, at: input.path, to: &contents)
      }
    }
    contents.findings += HashFindings.of(contents.packages)
    let manifest = input.path.resolving("Pipfile").flatMap(input.source.bytes(at:))
    contents.freshness = try PipfileFreshness.judge(lock: root, version: version, manifest: manifest)
    return contents
  }

  /// The sources in their order: the first is the default one.
  private func readMeta(_ meta: DataValue, into contents: inout LockContents) -> [(name: String, address: String)] {
    var indexes: [(name: String, address: String)] = []
    for (offset, source) in (meta["sources"]?.array ?? []).enumerated() {
      let address = WebAddress.canonicalIndex(source["url"]?.string ?? "")
      let name = source["name"]?.string ?? ""
      indexes.append((name, address))
      let unsafe = source["verify_ssl"]?.bool == false
      contents.facts.append(
        LockFact(
          name: "source.\(offset + 1)", value: name, source: address, extras: unsafe ? ["no-verify-ssl"] : []))
    }
    for (key, value) in meta["requires"]?.table?.members ?? [] {
      contents.facts.append(LockFact(name: "requires:" + key, value: value.string ?? ""))
    }
    return indexes
  }

  private func add(
    _ spelled: String, _ entry: DataValue, category: String, indexes: [(name: String, address: String)],
    at path: LockPath, to contents: inout LockContents
  ) {
    // `"name": "==1.0"` is a short form that old locks have.
    let written = entry.string ?? entry["version"]?.string ?? ""
    let origin = LockedOrigin(pipfile: entry, indexes: indexes)
    let specifier = written == "*" ? .any : VersionSpecifier(written.utf8)
    let name = PackageName.normalized(spelled)
    guard let specifier, entry.string != nil || entry.table != nil else {
      contents.findings.append(
        LockFinding("syntax", "\(spelled): \(written) is no version", grade: .unreadable))
      return
    }
    var isExact = origin.isExact
    let hashes = (entry["hashes"]?.array ?? []).compactMap(\.string).compactMap(PackageHash.canonical)
    if case .registry = origin.kind {
      isExact = specifier.exact != nil
      if !isExact {
        contents.findings.append(
          LockFinding("unpinned", "\(name)\(specifier.canonical) \(specifier.kind)", grade: .c))
      }
    } else if let finding = origin.finding(name: name, at: path, line: nil, hashes: hashes) {
      contents.findings.append(finding)
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: name, version: specifier.exact ?? specifier.canonical, isExact: isExact,
        source: origin.source, hashes: hashes, marker: entry["markers"]?.string.flatMap(Marker.lenient),
        extras: (entry["extras"]?.array ?? []).compactMap(\.string).map { PackageName.normalized($0) },
        groups: [category]))
    if entry["editable"]?.bool == true {
      contents.facts.append(LockFact(name: "editable:" + name, value: "true"))
    }
  }
}
