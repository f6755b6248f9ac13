internal import Fingerprints

/// Whether a `Package.resolved` belongs to a `Package.swift`.
///
/// Since version 3 it holds the SHA-256 of the manifest's text (`Workspace.computeResolvedFileOriginHash`). Which of
/// several manifests, `Package.swift` or `Package@swift-6.0.swift`, depends on the compiler that wrote the lock.
enum PackageResolvedFreshness {
  static func judge(
    _ root: DataValue, version: Int, _ input: LockInput
  ) throws(DigestUnavailable) -> FreshnessJudgement {
    guard let recorded = root["originHash"]?.string else {
      return .unknown("version \(version) does not record what it was made from")
    }
    let names = input.neighbours.filter { $0 == "Package.swift" || isVersioned($0) }
    let known = names.isEmpty && input.companion("Package.swift") != nil ? ["Package.swift"] : names
    guard !known.isEmpty else {
      let isXcode = input.path.components.contains { $0.ends(with: ".xcodeproj") || $0.ends(with: ".xcworkspace") }
      return .unknown(
        isXcode ? "the lock is that of an Xcode project" : "there is no Package.swift beside the lock")
    }
    var addresses: [String] = []
    for name in known {
      guard let bytes = input.companion(name) else { continue }
      if try SHA256Digest.of(bytes).hex == recorded.lowercased() {
        return .fresh("originHash of \(name)", tool: "Swift 5.10 or newer")
      }
      addresses += SwiftManifest.addresses(in: bytes)
    }
    return .stale(
      "\(known.joined(separator: ", ")) changed since the lock was written", tool: "Swift 5.10 or newer",
      changes: changes(root, addresses))
  }

  /// `Package@swift-6.swift`, `Package@swift-5.10.swift`, `Package@swift-5.10.1.swift`.
  private static func isVersioned(_ name: String) -> Bool {
    guard let rest = name.dropping(prefix: "Package@swift-"), rest.ends(with: ".swift") else { return false }
    return StrictSemanticVersion.parts(rest.utf8.dropLast(6).text)?.prerelease.isEmpty ?? false
  }

  /// Addresses in the manifest that nothing is pinned of; what is pinned for others cannot be told from what is gone.
  private static func changes(_ root: DataValue, _ addresses: [String]) -> [String] {
    let pinned = Set((root["pins"]?.items ?? []).compactMap { SwiftPin($0)?.identity })
    let missing = addresses.map(SwiftPin.identity(of:)).filter { !pinned.contains($0) }
    return missing.sortedByBytes().map { "\($0) is not locked" }
  }
}
