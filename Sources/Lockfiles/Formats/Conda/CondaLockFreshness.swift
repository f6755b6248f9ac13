internal import Fingerprints

/// Whether a lock of conda-lock still answers what its sources ask for.
///
/// Its `content_hash` covers what conda-lock assumes of each platform (virtual packages) and changes with its own
/// version; conda-lock's source calls the idea seriously flawed. So it is left alone: a lock is stale when it holds
/// nothing that a source asks for, fresh only by the digests of the sources that `--md input_sha` adds.
enum CondaLockFreshness {
  static func judge(
    metadata: DataValue, _ packages: [PinnedPackage], _ input: LockInput
  ) throws(DigestUnavailable) -> FreshnessJudgement {
    let sources = metadata["sources"]?.strings ?? []
    guard !sources.isEmpty else { return .unknown("it names no sources") }
    var files: [(name: String, bytes: [UInt8])] = []
    for source in sources {
      guard let path = input.path.resolving(source), let bytes = input.source.bytes(at: path) else {
        return .unknown("its source \(source) is not in the tree")
      }
      files.append((source, bytes))
    }
    if let judgement = try byDigests(metadata["inputs_metadata"], files) { return judgement }
    let platforms = metadata["platforms"]?.strings ?? []
    var changes: [String] = []
    for (name, bytes) in files where isEnvironment(name) {
      guard let text = try? FileText.decode(bytes), let environment = try? CondaEnvironment(text) else {
        return .unknown("its source \(name) cannot be read")
      }
      changes += unanswered(environment, platforms, packages).map { name + ": " + $0 }
    }
    if !changes.isEmpty { return .stale("the lock does not hold what its source asks for", changes: changes) }
    return .unknown(
      "its content_hash covers what conda-lock itself assumes of platforms and cannot be computed again; "
        + "nothing its sources ask for is missing")
  }

  private static func byDigests(
    _ inputs: DataValue?, _ files: [(name: String, bytes: [UInt8])]
  ) throws(DigestUnavailable) -> FreshnessJudgement? {
    var changes: [String] = []
    for (name, bytes) in files {
      guard let wanted = inputs?[name]?["sha256"]?.string else { return nil }
      let found = try SHA256Digest.of(withUniformLineEnds(bytes))
      if !found.hex.hasSameBytes(as: wanted.lowercased()) { changes.append(name) }
    }
    let tool = "conda-lock with --md input_sha"
    return changes.isEmpty
      ? .fresh("inputs_metadata has the digest of every source", tool: tool)
      : .stale("a source has another digest than in inputs_metadata", tool: tool, changes: changes)
  }

  /// As Python reads a text file: `\r\n` and `\r` are `\n`.
  private static func withUniformLineEnds(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() where byte != 0x0A || index == 0 || bytes[index - 1] != 0x0D {
      result.append(byte == 0x0D ? 0x0A : byte)
    }
    return result
  }

  private static func isEnvironment(_ name: String) -> Bool {
    [".yml", ".yaml"].contains { name.ends(with: $0) } && !name.ends(with: "meta.yaml")
  }

  /// Dependencies for which no package is locked, or one that they do not allow; one line each.
  private static func unanswered(
    _ environment: CondaEnvironment, _ platforms: [String], _ packages: [PinnedPackage]
  ) -> [String] {
    // Other categories may have been left out on purpose.
    if let category = environment.root["category"]?.string, !category.hasSameBytes(as: "main") { return [] }
    let known = Set(platforms.filter(CondaPlatform.all.contains)).sortedByBytes()
    var locked: [TextKey: PinnedPackage] = [:]
    for package in packages where package.ecosystem == "conda" {
      locked[TextKey(package.name + (package.marker ?? ""))] = package
    }
    var changes: [String] = []
    for dependency in environment.dependencies {
      let match = dependency.match
      // A file has its name from elsewhere, virtual packages are no packages.
      guard match.address == nil, !match.name.starts(with: "__") else { continue }
      if let selector = dependency.selector, selector.platforms == nil { continue }
      for platform in known where dependency.selector?.platforms?.contains(platform) ?? true {
        let entry = locked[TextKey(match.name + "[" + platform + "]")]
        if let change = change(match, entry) { changes.append(change + " for " + platform) }
      }
    }
    return changes
  }

  private static func change(_ match: CondaMatch, _ entry: PinnedPackage?) -> String? {
    let text = match.version.canonical.isEmpty ? match.name : match.name + " " + match.version.canonical
    guard let entry else { return "\(text) is not locked" }
    if match.version.allows(entry.version) == false { return "\(text) does not allow the locked \(entry.version)" }
    guard let wanted = match.build, match.hasExactBuild, let found = entry.build, !found.hasSameBytes(as: wanted) else {
      return nil
    }
    return "\(text) \(wanted) is another build than the locked \(found)"
  }
}
