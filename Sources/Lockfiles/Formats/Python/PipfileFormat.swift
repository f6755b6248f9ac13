internal import Fingerprints

/// pipenv's `Pipfile.lock`.
struct PipfileFormat: LockfileFormat {
  let name = "Pipfile.lock"
  let ecosystem = "pypi"
  let holdsTargets = true

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
        LockFinding(
          "version.unsupported", line: meta["pipfile-spec"]?.line, "pipfile-spec \(version) is not known",
          grade: .unreadable))
    }
    let indexes = readMeta(meta, into: &contents)
    contents.references = [LockReference(.manifest, "Pipfile", from: input.path)]
    for (category, entries) in root.members where category != "_meta" {
      for (name, entry) in entries.members {
        add(name, entry, category: category, indexes: indexes, at: input.path, to: &contents)
      }
    }
    contents.findings += HashFindings.of(contents.packages)
    let manifest = input.path.resolving("Pipfile").flatMap(input.source.bytes(at:))
    contents.freshness = try PipfileFreshness.judge(lock: root, packages: contents.packages, manifest: manifest)
    return contents
  }

  /// The sources in their order: the first is the default one.
  private func readMeta(_ meta: DataValue, into contents: inout LockContents) -> [TextKey: String] {
    var indexes: [TextKey: String] = [:]
    for (offset, source) in (meta["sources"]?.items ?? []).enumerated() {
      let address = WebAddress.canonicalIndex(source["url"]?.string ?? "")
      let name = source["name"]?.string ?? ""
      indexes[TextKey(name)] = indexes[TextKey(name)] ?? address
      let unsafe = source["verify_ssl"]?.bool == false
      contents.facts.append(
        LockFact(
          name: "source.\(offset + 1)", value: name, source: address, extras: unsafe ? ["no-verify-ssl"] : []))
    }
    for (key, value) in meta["requires"]?.members ?? [] {
      contents.facts.append(LockFact(name: "requires:" + key, value: value.string ?? ""))
    }
    return indexes
  }

  private func add(
    _ spelled: String, _ entry: DataValue, category: String, indexes: [TextKey: String], at path: LockPath,
    to contents: inout LockContents
  ) {
    // `"name": "==1.0"` is a short form that old locks have.
    let written = entry.string ?? entry["version"]?.string ?? ""
    let origin = LockedOrigin(pipfile: entry, indexes: indexes)
    let specifier = written == "*" ? .any : VersionSpecifier(written.utf8)
    let name = PackageName.normalized(spelled)
    guard let specifier, entry.string != nil || entry.table != nil else {
      contents.findings.append(
        LockFinding("syntax", line: entry.line, "\(spelled): \(written) is no version", grade: .unreadable))
      return
    }
    var isExact = origin.isExact
    let hashes = (entry["hashes"]?.strings ?? []).compactMap(PackageHash.canonical)
    if case .registry = origin.kind {
      isExact = specifier.exact != nil
      if !isExact {
        contents.findings.append(
          LockFinding("unpinned", line: entry.line, "\(name)\(specifier.canonical) \(specifier.kind)", grade: .c))
      }
    } else if let finding = origin.finding(name: name, at: path, line: entry.line, hashes: hashes) {
      contents.findings.append(finding)
    }
    switch origin.kind {
    case .address, .path: isExact = !hashes.isEmpty
    case .registry, .commit: break
    }
    if case .path(let written) = origin.kind {
      contents.references.append(LockReference(.package, written, from: path, line: entry.line))
    }
    let marker = entry["markers"]?.string.flatMap(Marker.lenient)
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: name, version: specifier.exact ?? specifier.canonical, isExact: isExact,
        source: origin.source, hashes: hashes, marker: marker, condition: marker.map { .marker($0) },
        extras: (entry["extras"]?.strings ?? []).map { PackageName.normalized($0) }, groups: [category],
        line: entry.line))
    if entry["editable"]?.bool == true {
      contents.facts.append(LockFact(name: "editable:" + name, value: "true"))
    }
  }
}
