internal import Fingerprints

/// The packages of a lock by name, to hold the requirements of a manifest against them.
struct LockedPackages {
  /// What the entries of one name say together.
  private struct Entries {
    var packages: [PinnedPackage] = []
    var extras: Set<TextKey> = []
    /// Normalised.
    var groups: Set<TextKey> = []
  }

  private let entries: [TextKey: Entries]
  /// Whether the lock repeats the extras that were asked for; some tools leave them out.
  private let keepsExtras: Bool

  /// Of a name that occurs more often nothing can be told: no lock has as many versions of a package.
  private static let maximumEntries = 1_000

  init(_ packages: [PinnedPackage], keepsExtras: Bool = true) {
    var entries: [TextKey: Entries] = [:]
    for package in packages where !package.isConstraint {
      entries[TextKey(package.name), default: Entries()].packages.append(package)
      for extra in package.extras { entries[TextKey(package.name)]?.extras.insert(TextKey(extra)) }
      for group in package.groups {
        entries[TextKey(package.name)]?.groups.insert(TextKey(PackageName.normalized(group)))
      }
    }
    self.entries = entries
    self.keepsExtras = keepsExtras
  }

  /// What to say where a hash has changed and all that can be compared is the same.
  static let unseenChange = "what changed does not show in the lock: a range, a marker, a source or an option"

  /// In byte order.
  var names: [String] { entries.keys.map(\.text).sortedByBytes() }

  /// Why the lock does not answer `requirement`; nil when it does, and when that cannot be told.
  ///
  /// A package with a marker may be left out, and only the platform of the one who locked tells whether rightly so.
  ///
  /// - Parameter asksFor: whether the package must be there; a constraint only limits its version.
  func fault(of requirement: Requirement, asksFor: Bool = true) -> String? {
    guard let name = requirement.name else { return nil }
    guard let locked = entries[TextKey(name)] else {
      return asksFor && requirement.marker == nil ? "not locked" : nil
    }
    guard locked.packages.count <= Self.maximumEntries else { return nil }
    if let address = requirement.address { return Self.fault(address, locked.packages) }
    if let fault = Self.fault(requirement.specifier, locked.packages) { return fault }
    guard keepsExtras, let extra = requirement.extras.first(where: { !locked.extras.contains(TextKey($0)) }) else {
      return nil
    }
    return "the extra \(extra) is not locked"
  }

  /// Why the lock has what is asked for, but not for the group; nil when it has, and when groups are not written
  /// down.
  ///
  /// - Parameter group: normalised.
  func fault(of requirement: Requirement, inGroup group: String) -> String? {
    guard requirement.marker == nil, let name = requirement.name, let groups = entries[TextKey(name)]?.groups,
      !groups.isEmpty, !groups.contains(TextKey(group))
    else { return nil }
    return "not locked for this group"
  }

  /// Where a package comes from when no index has it for the lock; nil when one has, or when it is not locked.
  func address(of name: String) -> String? {
    guard let locked = entries[TextKey(name)]?.packages, locked.allSatisfy(\.isFromElsewhere) else { return nil }
    return locked.first?.source
  }

  private static func fault(_ specifier: VersionSpecifier, _ locked: [PinnedPackage]) -> String? {
    // What comes from an address or a path has the version it has.
    let pins = locked.filter { $0.isExact && !$0.isFromElsewhere }
    let versions = pins.compactMap { PEP440Version($0.version) }
    guard versions.count == locked.count, let wanted = PEP440Specifier(specifier.canonical),
      !versions.contains(where: { wanted.contains($0, prereleases: true) })
    else { return nil }
    let found = pins.map(\.version).sortedByBytes().joined(separator: ", ")
    return "wants \(specifier.canonical), and \(found) is locked"
  }

  private static func fault(_ address: String, _ locked: [PinnedPackage]) -> String? {
    let wanted = RequirementAddress(address)
    let found = locked.compactMap(\.source).map { RequirementAddress($0) }
    if found.contains(where: { $0.answers(wanted) }) { return nil }
    // A path may have been written relative to another folder.
    if wanted.place.starts(with: "file:") || found.contains(where: { $0.place.starts(with: "file:") }) { return nil }
    let from = locked.first?.source ?? "an index"
    return "wants \(WebAddress.canonical(address)), and the one from \(from) is locked"
  }
}

extension PinnedPackage {
  /// Whether it comes from version control, an address of its own, or a path, and not from an index.
  fileprivate var isFromElsewhere: Bool {
    guard let source else { return false }
    return source.starts(with: "file:") || WebAddress.isVersionControl(source) || version.isEmpty
  }
}
