internal import Fingerprints
internal import Lockfiles

/// A package of two locks that is not the same in both.
public struct LockedPackageChange: Encodable, Hashable, Sendable {
  public enum Kind: String, Encodable, Hashable, Sendable {
    case added
    case removed
    case upgraded
    case downgraded
    /// Other versions, of which neither is the newer one.
    case version
    case build
    case source
    /// Other artifacts of the same version.
    case rehashed
    case marker
    case extras
    case groups
  }

  public let ecosystem: String
  public let name: String
  /// At least one.
  public let changes: [Kind]
  /// Nil when it was added.
  @ExplicitNull public private(set) var before: LockedPackage?
  /// Nil when it was removed.
  @ExplicitNull public private(set) var after: LockedPackage?

  /// By ecosystem and name. A package that occurs several times, as for several platforms, is compared version by
  /// version.
  static func between(_ old: [LockedPackage], _ new: [LockedPackage]) -> [LockedPackageChange] {
    let (before, after) = (grouped(old), grouped(new))
    return Set(before.keys).union(after.keys).sorted().flatMap { key in
      changes(before[key] ?? [], after[key] ?? [])
    }
  }

  private struct Key: Hashable, Comparable {
    let ecosystem: String
    let name: TextKey
    let isConstraint: Bool

    static func < (one: Key, other: Key) -> Bool {
      if one.ecosystem != other.ecosystem { return one.ecosystem < other.ecosystem }
      if one.name != other.name { return one.name.text.utf8.lexicographicallyPrecedes(other.name.text.utf8) }
      return !one.isConstraint && other.isConstraint
    }
  }

  private static func grouped(_ packages: [LockedPackage]) -> [Key: [LockedPackage]] {
    Dictionary(grouping: packages) {
      Key(ecosystem: $0.ecosystem, name: TextKey($0.name), isConstraint: $0.isConstraint)
    }
  }

  private static func changes(_ before: [LockedPackage], _ after: [LockedPackage]) -> [LockedPackageChange] {
    var (old, new) = withoutShared(before, after)
    // So many say nothing one by one, and comparing each with each would take for ever.
    guard old.count.multipliedReportingOverflow(by: new.count).partialValue <= 1_000_000 else {
      return old.map { LockedPackageChange(removed: $0) } + new.map { LockedPackageChange(added: $0) }
    }
    var pairs: [(LockedPackage, LockedPackage)] = []
    // The more two occurrences have in common, the earlier they are taken for one.
    let likenesses: [(LockedPackage, LockedPackage) -> Bool] = [
      { $0.version == $1.version && $0.marker == $1.marker && $0.source == $1.source },
      { $0.version == $1.version }, { $0.marker == $1.marker }, { _, _ in true },
    ]
    for isAlike in likenesses {
      var left: [LockedPackage] = []
      for package in old {
        guard let match = new.firstIndex(where: { isAlike(package, $0) }) else {
          left.append(package)
          continue
        }
        pairs.append((package, new.remove(at: match)))
      }
      old = left
    }
    return pairs.compactMap { LockedPackageChange($0, $1) } + old.map { LockedPackageChange(removed: $0) }
      + new.map { LockedPackageChange(added: $0) }
  }

  /// What is left when each package that both have is taken out of both.
  private static func withoutShared(
    _ before: [LockedPackage], _ after: [LockedPackage]
  ) -> (old: [LockedPackage], new: [LockedPackage]) {
    var shared: [LockedPackage: Int] = [:]
    for package in before { shared[package, default: 0] += 1 }
    let new = after.filter { package in
      guard let count = shared[package], count > 0 else { return true }
      shared[package] = count - 1
      return false
    }
    let old = before.filter { package in
      guard let count = shared[package], count > 0 else { return false }
      shared[package] = count - 1
      return true
    }
    return (old, new)
  }

  private init(added package: LockedPackage) {
    (ecosystem, name, changes) = (package.ecosystem, package.name, [.added])
    (before, after) = (nil, package)
  }

  private init(removed package: LockedPackage) {
    (ecosystem, name, changes) = (package.ecosystem, package.name, [.removed])
    (before, after) = (package, nil)
  }

  /// Nil when both are the same.
  private init?(_ old: LockedPackage, _ new: LockedPackage) {
    var changes: [Kind] = []
    if old.version != new.version { changes.append(Self.direction(old, new)) }
    if old.build != new.build { changes.append(.build) }
    if old.source != new.source { changes.append(.source) }
    // Another version has other artifacts, which is not worth a word.
    if old.hashes != new.hashes, old.version == new.version { changes.append(.rehashed) }
    if old.marker != new.marker { changes.append(.marker) }
    if old.extras != new.extras { changes.append(.extras) }
    if old.groups != new.groups { changes.append(.groups) }
    guard !changes.isEmpty else { return nil }
    (ecosystem, name, self.changes) = (new.ecosystem, new.name, changes)
    (before, after) = (old, new)
  }

  private static func direction(_ old: LockedPackage, _ new: LockedPackage) -> Kind {
    let isRange = [old, new].contains { package in
      package.version.isEmpty || package.version.utf8.contains { Array("<>=!~*,^| ".utf8).contains($0) }
    }
    guard !isRange,
      let isUpgrade = VersionOrder.isUpgrade(from: old.version, to: new.version, ecosystem: new.ecosystem)
    else { return .version }
    return isUpgrade ? .upgraded : .downgraded
  }
}
