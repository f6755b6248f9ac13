internal import Fingerprints

/// Whether a `Cargo.lock` belongs to the manifests of its workspace.
///
/// The lock records no hash. `cargo --locked` resolves anew and compares; without registries this looks at what can
/// change offline: every package of the workspace is locked with its version, and each of its requirements is met by
/// one of the packages locked for it, and the other way round. What a feature switched on in a manifest brings in from
/// a registry cannot be seen. Compared with cargo 1.95.
struct CargoFreshness {
  private let lock: CargoLock
  private let workspace: CargoWorkspace
  private var comparison = StructuralComparison()
  /// Of the packages whose manifests were found.
  private let names: Set<TextKey>

  static func judge(_ lock: CargoLock, _ workspace: CargoWorkspace) -> FreshnessJudgement {
    var freshness = CargoFreshness(lock: lock, workspace: workspace)
    freshness.compare()
    return freshness.comparison.judgement(manifest: "Cargo.toml", tool: tool(lock.version))
  }

  private init(lock: CargoLock, workspace: CargoWorkspace) {
    self.lock = lock
    self.workspace = workspace
    names = Set(workspace.packages.compactMap { $0.manifest.name.map { TextKey($0) } })
  }

  /// Which versions write the format for new locks (cargo's `ResolveVersion`).
  private static func tool(_ version: Int) -> String? {
    switch version {
    case 1: "cargo before 1.41"
    case 2: "cargo 1.41 to 1.52"
    case 3: "cargo 1.53 to 1.82"
    case 4: "cargo 1.83 or newer"
    default: nil
    }
  }

  private mutating func compare() {
    for package in workspace.packages { compare(package) }
    let unused = Set(lock.unusedPatches.map { TextKey($0.name) })
    for patch in workspace.patches {
      let isLocked =
        lock.entries(named: patch.name).contains { isPlaced(patch, in: $0.source) }
        || unused.contains(TextKey(patch.name))
      if !isLocked { comparison.change("the patch of \(patch.name) is not locked") }
    }
    for doubt in workspace.doubts { comparison.doubt(doubt) }
  }

  private mutating func compare(_ package: CargoWorkspace.Package) {
    let manifest = package.manifest
    guard let name = manifest.name else {
      comparison.doubt("\(manifest.path.text) names no package")
      return
    }
    let locked = lock.entries(named: name).filter { $0.source == .path }
    guard let first = locked.first else {
      comparison.change("\(name) is not locked")
      return
    }
    guard let version = manifest.version else {
      comparison.doubt("\(manifest.path.text) names no version")
      return
    }
    guard let entry = locked.first(where: { $0.version.hasSameBytes(as: version) }) else {
      comparison.change("\(name) is \(version) and was \(first.version)")
      return
    }
    compare(package, with: entry)
  }

  /// More packages of one name than any workspace has.
  private static let maximumVersions = 64

  private mutating func compare(_ package: CargoWorkspace.Package, with entry: CargoLock.Entry) {
    var locked: [TextKey: [String]] = [:]
    for item in entry.dependencies {
      locked[TextKey(item.split(atFirst: " ")?.before ?? item), default: []].append(item)
    }
    guard locked.allSatisfy({ $0.value.count <= Self.maximumVersions }) else {
      comparison.doubt("\(entry.name) has more than \(Self.maximumVersions) dependencies of one name")
      return
    }
    var wanted: Set<TextKey> = []
    for dependency in package.manifest.dependencies {
      let items = locked[TextKey(dependency.name)] ?? []
      for item in items where lock.entries(for: item).contains(where: { isMet(dependency, by: $0) }) {
        wanted.insert(TextKey(item))
      }
      guard package.isMember || !(dependency.isDevelopment || dependency.isOptional) else { continue }
      compare(dependency, of: entry, with: items.flatMap { lock.entries(for: $0) })
    }
    // What is wrong with those has been said.
    guard comparison.changes.isEmpty else { return }
    for item in entry.dependencies where !wanted.contains(TextKey(item)) && !isGone(item) {
      // What stands behind the version is an address, which may hold a password.
      let shown = item.utf8.split(separator: UInt8(ascii: " ")).prefix(2).map(\.text).joined(separator: " ")
      comparison.change("\(shown) is locked for \(entry.name), which does not ask for it any more")
    }
  }

  private func isMet(_ dependency: CargoDependency, by entry: CargoLock.Entry) -> Bool {
    guard workspace.replacesPackages || isPlaced(dependency, in: entry.source) else { return false }
    guard let requirement = dependency.requirement.flatMap(CargoRequirement.init) else { return true }
    return StrictSemanticVersion(entry.version).map(requirement.matches) ?? true
  }

  /// Whether it is a package of the workspace that is no longer there, which cargo passes over.
  private func isGone(_ item: String) -> Bool {
    let entries = lock.entries(for: item)
    return entries.allSatisfy { $0.source == .path && !names.contains(TextKey($0.name)) } && !entries.isEmpty
  }

  private mutating func compare(
    _ dependency: CargoDependency, of entry: CargoLock.Entry, with candidates: [CargoLock.Entry]
  ) {
    let name = dependency.name
    guard let first = candidates.first else {
      // A package that depends on itself for its tests is not listed.
      if !name.hasSameBytes(as: entry.name) { comparison.change("\(name) is not locked for \(entry.name)") }
      return
    }
    let placed = candidates.filter { isPlaced(dependency, in: $0.source) }
    if placed.isEmpty, !workspace.replacesPackages {
      comparison.change("\(name) comes from elsewhere than \(first.source.text ?? "crates.io"), where it was locked")
      return
    }
    guard let text = dependency.requirement else { return }
    guard let requirement = CargoRequirement(text) else {
      comparison.doubt("\(name) \(text) is no requirement that is understood")
      return
    }
    let fitting = placed.isEmpty ? candidates : placed
    if !fitting.contains(where: { StrictSemanticVersion($0.version).map(requirement.matches) ?? false }) {
      comparison.change("\(name) \(text) is asked for and \(fitting.first?.version ?? first.version) is locked")
    }
  }

  private func isPlaced(_ dependency: CargoDependency, in source: CargoSource) -> Bool {
    switch (dependency.place, source) {
    case (.path, .path), (.registry, .registry): return true
    case (.git(let address, let reference), .git(let locked, let lockedReference, _)):
      guard CargoSource.repository(address).hasSameBytes(as: CargoSource.repository(locked)) else { return false }
      if reference == lockedReference { return true }
      // Before version 3 the branch `master` was not told from no branch.
      return lock.version < 3 && (reference ?? "branch=master") == (lockedReference ?? "branch=master")
    default: return false
    }
  }
}
