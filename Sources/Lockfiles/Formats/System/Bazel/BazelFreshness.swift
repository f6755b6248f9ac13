internal import Fingerprints

/// Whether a lock of Bazel belongs to `MODULE.bazel`.
///
/// Before version 11 the lock has the SHA-256 of the file. Since then it has none: what can be told is whether Bazel
/// has read each module that is asked for at the version that is asked for.
struct BazelFreshness {
  let root: DataValue
  let modules: BazelModules
  let manifest: BazelManifest

  private static let changed = "MODULE.bazel has changed since the lock was written"

  /// - Parameter bytes: of `MODULE.bazel`.
  func judge(_ bytes: [UInt8]) throws(DigestUnavailable) -> FreshnessJudgement {
    if let recorded = root["moduleFileHash"]?.string {
      if try SHA256Digest.of(bytes).hex.hasSameBytes(as: recorded) {
        return .fresh("moduleFileHash", tool: "bazel 7.0, 7.1")
      }
      return .stale(Self.changed, tool: "bazel 7.0, 7.1", changes: missing(byName: true))
    }
    if let gap = manifest.gap { return .unknown(gap) }
    guard root["registryFileHashes"]?.table != nil else { return .unknown("the lock lists no files of registries") }
    let changes = missing(byName: false)
    if !changes.isEmpty { return .stale(Self.changed, tool: "bazel 7.2 or newer", changes: changes) }
    return .fresh("bazel_dep in registryFileHashes", tool: "bazel 7.2 or newer")
  }

  /// - Parameter byName: whether any version will do: the graph holds those that were selected.
  private func missing(byName: Bool) -> [String] {
    let names = byName ? Set(modules.packages.map { TextKey($0.name) }) : []
    return manifest.dependencies.compactMap { dependency in
      let key = TextKey(dependency.name)
      guard !manifest.overridden.contains(key) else { return nil }
      if byName { return names.contains(key) ? nil : "\(dependency.name) is not locked" }
      let version = manifest.forced[key] ?? dependency.version
      guard !version.isEmpty, !modules.known.contains(TextKey(dependency.name + "@" + version)) else { return nil }
      return "\(dependency.name) \(version) is not locked"
    }
  }
}
