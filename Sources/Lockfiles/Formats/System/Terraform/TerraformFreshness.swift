internal import Fingerprints

/// Whether the providers of a lock are those that the configuration beside it asks for.
///
/// The constraints in the lock are only a record (`depsfile.Locks.Equal` leaves them out): what decides is whether
/// each provider that is asked for is locked at a version that is allowed, as `terraform init -lockfile=readonly`
/// checks it. What a state still holds is not looked at.
struct TerraformFreshness {
  let locked: [PinnedPackage]

  func judge(_ manifest: TerraformManifest) -> FreshnessJudgement {
    if let gap = manifest.gap { return .unknown(gap) }
    guard !manifest.files.isEmpty else { return .unknown("there are no *.tf files beside the lock") }
    var changes: [String] = []
    var versions: [TextKey: String] = [:]
    for package in locked { versions[Self.key(package.name)] = package.version }
    var asked: Set<TextKey> = []
    for requirement in manifest.requirements {
      guard let address = requirement.address else { continue }
      let key = Self.key(address)
      let isFirst = asked.insert(key).inserted
      guard let version = versions[key] else {
        if isFirst { changes.append("\(address) is not locked") }
        continue
      }
      guard !requirement.constraint.trimmed.isEmpty else { continue }
      guard let isAllowed = ReleaseRange(requirement.constraint, .terraform)?.allows(version) else {
        return .unknown("\(requirement.constraint) is no constraint that is known")
      }
      if !isAllowed {
        changes.append("\(address) is locked at \(version), which \(requirement.constraint) does not allow")
      }
    }
    // Modules may ask for the rest.
    if !manifest.hasModules {
      for package in locked where !asked.contains(Self.key(package.name)) {
        changes.append("\(package.name) is locked, but nothing asks for it")
      }
    }
    if !changes.isEmpty { return .stale("the *.tf files have changed since the lock was written", changes: changes) }
    return .fresh("required_providers", tool: "terraform 0.14 or newer")
  }

  /// OpenTofu has the same providers in a registry of its own.
  private static func key(_ address: String) -> TextKey {
    TextKey(address.dropping(prefix: "registry.opentofu.org/").map { "registry.terraform.io/" + $0 } ?? address)
  }
}
