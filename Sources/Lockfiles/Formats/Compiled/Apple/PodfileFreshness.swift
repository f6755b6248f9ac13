internal import Fingerprints

/// Whether a `Podfile.lock` belongs to a `Podfile`: it holds the SHA-1 of its bytes (`Pod::Podfile#checksum`).
enum PodfileFreshness {
  static func judge(_ lock: PodfileLock, manifest: [UInt8]?) -> FreshnessJudgement {
    guard let recorded = lock.manifestChecksum else { return .unknown("the lock has no checksum of its Podfile") }
    guard let manifest else { return .unknown("there is no Podfile beside the lock") }
    let tool = lock.tool.map { "CocoaPods " + $0 }
    do {
      let hasher = try MessageDigest(.sha1)
      hasher.update(manifest)
      if Hex.string(hasher.finish()) == recorded.lowercased() { return .fresh("PODFILE CHECKSUM", tool: tool) }
    } catch {
      return .unknown(error.description)
    }
    return .stale("Podfile has changed since the lock was written", tool: tool, changes: changes(lock, manifest))
  }

  /// Pods that are named in the Podfile and not locked; which of the locked ones are gone a Ruby program cannot be
  /// asked without running it.
  private static func changes(_ lock: PodfileLock, _ manifest: [UInt8]) -> [String] {
    let known = Set((lock.dependencies + lock.pods.map(\.name)).map { TextKey($0) })
    var names: [String] = []
    for line in manifest.split(separator: 0x0A) {
      guard let rest = line.trimmed.text.dropping(prefix: "pod ")?.trimmed, let quote = rest.utf8.first,
        quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
      else { continue }
      let name = rest.utf8.dropFirst().prefix { $0 != quote }.text
      if !known.contains(TextKey(name)), !name.holds("#{") { names.append(name) }
    }
    return names.sortedByBytes().map { "\($0) is not locked" }
  }
}
