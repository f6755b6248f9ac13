internal import Fingerprints

/// bundler's `Gemfile.lock` and `gems.locked`.
struct GemfileLockFormat: LockfileFormat {
  let name = "Gemfile.lock"
  let ecosystem = "gem"
  var holdsTargets: Bool { true }

  /// Other names come from `BUNDLE_GEMFILE`, as for the tests with several sets of gems.
  func recognises(_ path: LockPath) -> Bool {
    path.name == name || path.name == "gems.locked" || path.name.ends(with: ".gemfile.lock")
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let lock: GemfileLock
    do { lock = try GemfileLock(input.bytes) } catch { return .unreadable(error) }
    var contents = LockContents()
    contents.findings = lock.findings
    contents.facts = facts(lock)
    var variants: [TextKey: Int] = [:]
    for gem in lock.gems { variants[TextKey(gem.name), default: 0] += 1 }
    let origins = lock.sources.map(origin)
    for gem in lock.gems {
      add(
        gem, lock, origins[gem.source], hasVariants: variants[TextKey(gem.name)] ?? 0 > 1, at: input.path,
        to: &contents)
    }
    for source in lock.sources where source.kind == .registry && source.remotes.count > 1 {
      contents.findings.append(
        LockFinding(
          "source.ambiguous", line: source.line,
          "\(source.remotes.count) sources are searched for the same gems, so any of them may give one"))
    }
    contents.findings += HashFindings.of(contents.packages.filter { $0.source != Self.ownSource })
    let manifest = manifestName(input.path)
    contents.references = references(lock, manifest, at: input.path)
    contents.freshness = GemfileFreshness.judge(lock, manifest: input.companion(manifest), name: manifest)
    return contents
  }

  private func manifestName(_ path: LockPath) -> String {
    path.name == "gems.locked" ? "gems.rb" : path.name.utf8.dropLast(".lock".utf8.count).text
  }

  /// The gem that the project itself is.
  private static let ownSource = "file:."

  private func add(
    _ gem: GemfileLock.Gem, _ lock: GemfileLock, _ origin: LockedOrigin, hasVariants: Bool, at path: LockPath,
    to contents: inout LockContents
  ) {
    let hashes = lock.checksums[gem.key] ?? []
    let isOwn = origin.source == Self.ownSource
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: gem.name, version: gem.version, isExact: origin.isExact || isOwn,
        build: gem.platform, source: origin.source, hashes: hashes,
        condition: gem.platform.map { .rubyPlatform($0) } ?? (hasVariants ? .rubyPlatform("ruby") : nil),
        line: gem.line))
    if !isOwn, let finding = origin.finding(name: gem.name, at: path, line: gem.line, hashes: hashes) {
      contents.findings.append(finding)
    }
  }

  private func origin(_ source: GemfileLock.Source) -> LockedOrigin {
    switch source.kind {
    case .git:
      let folder = source["glob"].map { "#glob=" + $0 } ?? ""
      let submodules = source["submodules"].map { "#submodules=" + $0 } ?? ""
      let origin = LockedOrigin(git: source["remote"] ?? "", revision: source["revision"] ?? "", folder: nil)
      return LockedOrigin(kind: origin.kind, source: origin.source.map { $0 + folder + submodules })
    case .path:
      let path = source["remote"] ?? "."
      return LockedOrigin(kind: .path(path), source: "file:" + path)
    case .plugin:
      let address = WebAddress.canonical(source["remote"] ?? "")
      return LockedOrigin(kind: .registry, source: "plugin:\(source["type"] ?? "")+\(address)")
    case .registry:
      let remotes = source.remotes.map(WebAddress.canonicalIndex)
      let isDefault = remotes.allSatisfy { Self.defaultRegistry.contains($0) }
      return LockedOrigin(kind: .registry, source: isDefault ? nil : remotes.joined(separator: ","))
    }
  }

  private static let defaultRegistry = ["https://rubygems.org", "http://rubygems.org"]

  private func facts(_ lock: GemfileLock) -> [LockFact] {
    var facts: [LockFact] = []
    if !lock.platforms.isEmpty {
      facts.append(LockFact(name: "platforms", value: lock.platforms.sortedByBytes().joined(separator: ",")))
    }
    if let ruby = lock.ruby { facts.append(LockFact(name: "ruby", value: ruby)) }
    return facts
  }

  private func references(_ lock: GemfileLock, _ manifest: String, at path: LockPath) -> [LockReference] {
    [LockReference(.manifest, manifest, from: path)]
      + lock.sources.filter { $0.kind == .path }.flatMap { source in
        source.remotes.filter { $0 != "." }.map { LockReference(.package, $0, from: path, line: source.line) }
      }
  }
}
