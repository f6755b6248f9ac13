internal import Fingerprints

/// The packages of a lock by name, to hold the requirements of a manifest against them.
struct LockedPackages {
  private let packages: [TextKey: [PinnedPackage]]
  /// Whether the lock repeats the extras that were asked for; some tools leave them out.
  private let keepsExtras: Bool

  init(_ packages: [PinnedPackage], keepsExtras: Bool = true) {
    self.packages = Dictionary(grouping: packages.filter { !$0.isConstraint }) { TextKey($0.name) }
    self.keepsExtras = keepsExtras
  }

  /// What to say where a hash has changed and all that can be compared is the same.
  static let unseenChange = "what changed does not show in the lock: a range, a marker, a source or an option"

  /// In byte order.
  var names: [String] { packages.keys.map(\.text).sortedByBytes() }

  func holds(_ name: String) -> Bool { packages[TextKey(name)] != nil }

  /// Why the lock does not answer `requirement`; nil when it does, and when that cannot be told.
  ///
  /// A package with a marker may be left out, and only the platform of the one who locked tells whether rightly so.
  ///
  /// - Parameter asksFor: whether the package must be there; a constraint only limits its version.
  func fault(of requirement: Requirement, asksFor: Bool = true) -> String? {
    guard let name = requirement.name else { return nil }
    guard let locked = packages[TextKey(name)] else {
      return asksFor && requirement.marker == nil ? "not locked" : nil
    }
    if let address = requirement.address { return Self.fault(address, locked) }
    if let fault = Self.fault(requirement.specifier, locked) { return fault }
    guard keepsExtras else { return nil }
    let extras = Set(locked.flatMap(\.extras).map { TextKey($0) })
    guard let extra = requirement.extras.first(where: { !extras.contains(TextKey($0)) }) else { return nil }
    return "the extra \(extra) is not locked"
  }

  /// Why the lock has what is asked for, but not for the group; nil when it has, and when groups are not written down.
  func fault(of requirement: Requirement, inGroup group: String) -> String? {
    guard requirement.marker == nil, let locked = requirement.name.flatMap({ packages[TextKey($0)] }) else {
      return nil
    }
    let groups = locked.flatMap(\.groups)
    if groups.isEmpty || groups.contains(where: { PackageName.normalized($0).hasSameBytes(as: group) }) { return nil }
    return "not locked for this group"
  }

  /// Where a package comes from when no index has it for the lock; nil when one has, or when it is not locked.
  func address(of name: String) -> String? {
    guard let locked = packages[TextKey(name)], locked.allSatisfy(\.isFromElsewhere) else { return nil }
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

/// The address of a requirement without what only says how to fetch it.
private struct RequirementAddress {
  let place: String
  let revision: String?

  init(_ address: String) {
    var plain = WebAddress.canonical(address)
    var revision: String?
    if WebAddress.isVersionControl(plain), let (scheme, rest) = plain.split(atFirst: "://"),
      let (before, after) = rest.split(atLast: UInt8(ascii: "@"))
    {
      plain = scheme + "://" + before
      revision = after
    }
    if plain.ends(with: ".git") { plain = plain.utf8.dropLast(4).text }
    place = plain
    self.revision = revision
  }

  /// Whether a lock that has this one has what is asked for; a branch may have led to any commit.
  func answers(_ wanted: RequirementAddress) -> Bool {
    guard place.hasSameBytes(as: wanted.place) else { return false }
    guard let asked = wanted.revision, asked.isCommit, let revision, revision.isCommit else { return true }
    return asked.lowercased() == revision.lowercased()
  }
}

extension PinnedPackage {
  /// Whether it comes from version control, an address of its own, or a path, and not from an index.
  fileprivate var isFromElsewhere: Bool {
    guard let source else { return false }
    return source.starts(with: "file:") || WebAddress.isVersionControl(source) || version.isEmpty
  }
}
