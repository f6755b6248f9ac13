internal import Fingerprints

/// What a lock of poetry does not have of what its manifest asks for.
///
/// Of the manifest the lock was made from only a hash is left, so that a change shows where the packages no longer fit.
struct PoetryComparison {
  private(set) var changes: [String] = []
  private let lock: DataValue
  private let entries: [DataValue]
  private let manifest: PoetryManifest
  private var locked: [TextKey: [DataValue]] = [:]

  private static let shownChanges = 20

  init(lock: DataValue, manifest: PoetryManifest) {
    self.lock = lock
    self.manifest = manifest
    entries = lock["package"]?.items ?? []
    for entry in entries {
      guard let name = entry["name"]?.string else { continue }
      let key = TextKey(PackageName.normalized(name))
      // No lock has more versions of a package, and each costs time.
      if locked[key]?.count ?? 0 < 64 { locked[key, default: []].append(entry) }
    }
    comparePythons()
    for dependency in manifest.dependencies { compare(dependency) }
    compareExtras()
    compareSources()
    let unneeded = PoetryGraph(entries).unneeded(by: manifest.dependencies)
    let names = unneeded.compactMap { entries[$0]["name"]?.string }.map { PackageName.normalized($0) }
    changes += names.sortedByBytes().map { "\($0) is locked but no longer asked for" }
    if changes.isEmpty { changes = [LockedPackages.unseenChange] }
    if changes.count > Self.shownChanges {
      changes = changes.prefix(Self.shownChanges) + ["\(changes.count - Self.shownChanges) more"]
    }
  }

  private mutating func comparePythons() {
    let recorded = lock["metadata"]?["python-versions"]?.string
    guard let wanted = manifest.pythons, let recorded, !wanted.hasSameBytes(as: recorded) else { return }
    changes.append("python range was \(recorded) and is \(wanted)")
  }

  private mutating func compare(_ dependency: PoetryDependency) {
    let found = locked[TextKey(dependency.name)] ?? []
    guard !found.isEmpty else {
      changes.append("\(dependency.key): not locked")
      return
    }
    if let change = sourceChange(dependency, found) {
      changes.append(dependency.key + change)
      return
    }
    if isFromIndex(dependency), let constraint = dependency.constraint {
      let versions = found.compactMap { $0["version"]?.string }
      let known = versions.compactMap { PEP440Version($0) }
      if known.count == versions.count, !known.contains(where: constraint.allows) {
        changes.append(
          "\(dependency.key): wants \(dependency.written), and \(versions.joined(separator: ", ")) is locked")
        return
      }
    }
    let groups = found.flatMap { $0["groups"]?.strings ?? [] }.map { PackageName.normalized($0) }
    if !groups.isEmpty, !groups.contains(where: { $0.hasSameBytes(as: dependency.group) }) {
      changes.append("\(dependency.key): not locked for the group \(dependency.group)")
    }
  }

  private func isFromIndex(_ dependency: PoetryDependency) -> Bool {
    dependency.address == nil && !["git", "path", "file", "url"].contains { dependency.table?[$0] != nil }
  }

  private mutating func compareExtras() {
    guard lock["extras"] != nil || !manifest.extras.isEmpty else { return }
    var recorded: [TextKey: [String]] = [:]
    for (name, items) in lock["extras"]?.members ?? [] {
      recorded[TextKey(PackageName.normalized(name))] = items.strings.map { PackageName.normalized($0) }.sortedByBytes()
    }
    for extra in manifest.extras {
      let old = recorded.removeValue(forKey: TextKey(extra.name))
      if old == extra.members { continue }
      let list = { (names: [String]) in names.isEmpty ? "empty" : names.joined(separator: ", ") }
      changes.append(
        old.map { "\(extra.key): was \(list($0)) and is \(list(extra.members))" }
          ?? "\(extra.key): the extra is not locked")
    }
    for name in recorded.keys.map(\.text).sortedByBytes() {
      changes.append("the extra \(name) is locked but no longer there")
    }
  }

  /// Indexes that packages are locked from must still be configured.
  private mutating func compareSources() {
    let configured = manifest.manifest.root["tool"]?["poetry"]?["source"]?.items ?? []
    let known = Set(configured.compactMap { $0["url"]?.string }.map { TextKey(WebAddress.canonicalIndex($0)) })
    var missing: Set<TextKey> = []
    for entry in entries where entry["source"]?["type"]?.string?.hasSameBytes(as: "legacy") == true {
      let url = TextKey(WebAddress.canonicalIndex(entry["source"]?["url"]?.string ?? ""))
      if !known.contains(url) { missing.insert(url) }
    }
    for url in missing.map(\.text).sortedByBytes() {
      changes.append("tool.poetry.source: \(url), which packages are locked from, is no longer configured")
    }
  }
}

extension PoetryComparison {
  /// What differs in where a package is taken from; nil when nothing does.
  private func sourceChange(_ dependency: PoetryDependency, _ found: [DataValue]) -> String? {
    let sources = found.map { $0["source"] ?? .null }
    let table = dependency.table
    if let git = table?["git"]?.string {
      let same = sources.filter { isType("git", $0) && Self.repository($0["url"]?.string) == Self.repository(git) }
      guard !same.isEmpty else { return ": wants \(WebAddress.canonical(git)), and \(text(sources)) is locked" }
      for key in ["branch", "tag", "rev"] {
        guard let wanted = table?[key]?.string else { continue }
        let recorded = same.compactMap { $0["reference"]?.string }
        // A short name of a commit stands there in full.
        let isSame = recorded.contains { $0.hasSameBytes(as: wanted) || (key == "rev" && $0.starts(with: wanted)) }
        return isSame ? nil : ".\(key): was \(recorded.joined(separator: ", ")) and is \(wanted)"
      }
      return nil
    }
    if let path = table?["path"]?.string ?? table?["file"]?.string {
      let wanted = LocalPath.normalized(path)
      let paths = sources.filter { isType("directory", $0) || isType("file", $0) }.compactMap { $0["url"]?.string }
      let isSame = paths.contains { LocalPath.normalized($0).hasSameBytes(as: wanted) } || wanted.starts(with: "/")
      return isSame ? nil : ": wants \(wanted), and \(text(sources)) is locked"
    }
    if let url = table?["url"]?.string {
      let wanted = WebAddress.canonical(url)
      let isSame = sources.contains {
        isType("url", $0) && WebAddress.canonical($0["url"]?.string ?? "").hasSameBytes(as: wanted)
      }
      return isSame ? nil : ": wants \(wanted), and \(text(sources)) is locked"
    }
    // The address of a requirement may be of any kind.
    if dependency.address != nil { return nil }
    if sources.allSatisfy({ source in ["git", "directory", "file", "url"].contains { isType($0, source) } }) {
      // One that stands in the standard's tables, too, is looked at there.
      return dependency.table == nil ? nil : ": wants one from an index, and \(text(sources)) is locked"
    }
    guard let index = table?["source"]?.string else { return nil }
    // The default one has no name in the lock.
    let recorded = sources.compactMap { $0["reference"]?.string }
    if recorded.contains(where: { $0.lowercased() == index.lowercased() }) || index.lowercased() == "pypi" {
      return nil
    }
    return ".source: was \(recorded.first ?? "none") and is \(index)"
  }

  private func isType(_ type: String, _ source: DataValue) -> Bool {
    source["type"]?.string?.hasSameBytes(as: type) ?? false
  }

  private func text(_ sources: [DataValue]) -> String {
    let texts = sources.map { LockedOrigin(poetry: $0.table == nil ? nil : $0).source ?? "one from an index" }
    return texts.sortedByBytes().joined(separator: ", ")
  }

  /// Poetry makes addresses of `git@host:path` and leaves out `.git` here and there.
  private static func repository(_ address: String?) -> TextKey {
    var text = WebAddress.canonicalIndex(address ?? "")
    if text.ends(with: ".git") { text = text.utf8.dropLast(4).text }
    return TextKey(text)
  }
}
