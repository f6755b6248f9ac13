internal import Fingerprints

/// Dart's `pubspec.lock`.
struct PubspecLockFormat: LockfileFormat {
  let name = "pubspec.lock"
  let ecosystem = "pub"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try YAMLText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    guard root["packages"] != nil || root["sdks"] != nil else {
      return .unreadable(SyntaxFailure(line: nil, message: "there are no packages, so this is no pubspec.lock"))
    }
    let lock = PubLock(root)
    var contents = LockContents()
    contents.findings = lock.findings
    // Until 2017 there was one constraint, on Dart.
    if let sdk = root["sdk"]?.string { contents.facts.append(LockFact(name: "sdk:dart", value: sdk)) }
    for (name, value) in root["sdks"]?.members ?? [] {
      contents.facts.append(LockFact(name: "sdk:" + name, value: value.string ?? ""))
    }
    for entry in lock.entries { add(entry, at: input.path, to: &contents) }
    contents.findings += HashFindings.of(contents.packages.filter { !($0.source?.starts(with: "sdk:") ?? false) })
    contents.references.insert(LockReference(.manifest, "pubspec.yaml", from: input.path), at: 0)
    let workspace = PubWorkspace(input)
    contents.references += workspace.references
    contents.freshness = PubspecFreshness.judge(lock, workspace)
    return contents
  }

  private func add(_ entry: PubLock.Entry, at path: LockPath, to contents: inout LockContents) {
    let origin = LockedOrigin(pub: entry)
    let digits = entry.description["sha256"]?.string ?? ""
    let hash = digits.isEmpty ? nil : PackageHash.canonical("sha256:" + digits)
    if !digits.isEmpty, hash == nil {
      contents.findings.append(
        LockFinding("hash.invalid", line: entry.line, "\(entry.name): its hash is no SHA-256", grade: .unreadable))
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: entry.name, version: entry.version, isExact: origin.isExact, source: origin.source,
        hashes: hash.map { [$0] } ?? [], groups: Self.groups[entry.kind ?? ""].map { [$0] } ?? [], line: entry.line))
    if let finding = origin.finding(name: entry.name, at: path, line: entry.line, hashes: []) {
      contents.findings.append(finding)
    }
    if case .path(let folder) = origin.kind {
      contents.references.append(LockReference(.package, folder, from: path, line: entry.line))
    }
  }

  private static let groups = ["direct main": "main", "direct dev": "dev", "direct overridden": "overridden"]
}

extension LockedOrigin {
  /// A package of `pubspec.lock`; the version of what an SDK brings is that of the SDK.
  init(pub entry: PubLock.Entry) {
    let description = entry.description
    switch entry.source {
    case "git":
      let folder = entry.path.flatMap { $0 == "." ? nil : $0 }
      self.init(
        git: description["url"]?.string ?? "", revision: description["resolved-ref"]?.string?.lowercased() ?? "",
        folder: folder)
    case "path":
      let path = entry.path ?? ""
      self.init(kind: .path(path), source: "file:" + path)
    case "sdk": self.init(kind: .registry, source: "sdk:" + (description.string ?? ""))
    default:
      let address = WebAddress.canonicalIndex(description["url"]?.string ?? "https://pub.dev")
      self.init(kind: .registry, source: PubWorkspace.defaultRegistries.contains(address) ? nil : address)
    }
  }
}
