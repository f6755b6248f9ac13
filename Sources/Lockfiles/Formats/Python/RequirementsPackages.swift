internal import Fingerprints

/// Turns what was read from requirements into packages, and says what is not pinned.
struct RequirementsPackages {
  private(set) var packages: [PinnedPackage] = []
  private(set) var facts: [LockFact] = []
  private(set) var findings: [LockFinding] = []
  /// Names that a constraint pins for every platform.
  private let constrained: Set<TextKey>

  init(_ reading: RequirementsReading) {
    constrained = Set(
      reading.entries.compactMap { entry in
        guard entry.isConstraint, entry.requirement.marker == nil, entry.requirement.specifier.exact != nil else {
          return nil
        }
        return entry.requirement.name.map { TextKey($0) }
      })
    for entry in reading.entries { add(entry) }
    noteConflicts()
  }

  private mutating func add(_ entry: RequirementsReading.Entry) {
    let requirement = entry.requirement
    var hashes = entry.hashes
    var source: String?
    var isExact = requirement.specifier.exact != nil
    if let path = requirement.path {
      source = local(path, entry)
    } else if let address = requirement.address {
      let canonical = Self.canonical(address)
      source = canonical
      for (key, value) in WebAddress.fragment(address) where key != "egg" {
        if let hash = PackageHash.canonical(key + ":" + value) { hashes.append(hash) }
      }
      if address.lowercased().starts(with: "file:") {
        source = local(address.utf8.dropFirst(5).text, entry)
      } else {
        isExact = noteAddress(canonical, requirement, hashes, entry)
      }
    } else if !isExact && !entry.isConstraint && !constrained.contains(TextKey(requirement.name ?? "")) {
      let text = (requirement.name ?? "") + requirement.specifier.canonical
      note("unpinned", entry, "\(text) \(requirement.specifier.kind)", .c)
    }
    let name = requirement.name ?? source ?? ""
    if entry.isConstraint { noteConstraint(name, entry) }
    let specifier = requirement.specifier.canonical
    if !EnvironmentVariable.occurs(in: specifier), PEP440Specifier(specifier) == nil {
      note("version.invalid", entry, "\(name)\(specifier) holds no version that pip has taken since 24.1", nil)
    }
    let markers = [requirement.marker, entry.marker].compactMap { $0 }
    let package = PinnedPackage(
      ecosystem: "pypi", name: name, version: requirement.specifier.exact ?? requirement.specifier.canonical,
      isExact: isExact, source: source, hashes: hashes,
      marker: markers.isEmpty ? nil : markers.joined(separator: " and "),
      condition: requirement.marker.map { .marker($0) }, extras: requirement.extras, isConstraint: entry.isConstraint,
      file: entry.file, line: entry.line)
    packages.append(package)
    if entry.isEditable { facts.append(LockFact(name: "editable:" + name, value: "true")) }
    facts += entry.buildOptions.map { LockFact(name: "build-option:" + name, value: $0) }
    if package.name == "pkg-resources", package.version == "0.0.0" {
      note("pkg-resources", entry, "pkg-resources==0.0.0 is a mistake of Debian's pip and cannot be installed", nil)
    }
  }

  /// Whether the address always leads to the same bytes.
  private mutating func noteAddress(
    _ canonical: String, _ requirement: Requirement, _ hashes: [String], _ entry: RequirementsReading.Entry
  ) -> Bool {
    let name = requirement.name ?? canonical
    guard WebAddress.isVersionControl(canonical) else {
      guard hashes.isEmpty else { return true }
      note("unpinned", entry, "\(name) comes from \(canonical) without a hash", .c)
      return false
    }
    let revision = Self.revision(canonical)
    guard let revision else {
      note("unpinned", entry, "\(name) comes from \(canonical) without a commit", .c)
      return false
    }
    guard revision.isCommit else {
      note("unpinned", entry, "\(name) comes from \(canonical), which names a branch or tag, not a commit", .c)
      return false
    }
    return true
  }

  /// A path in the tree is part of what is built; one outside of it is not known here.
  private mutating func local(_ path: String, _ entry: RequirementsReading.Entry) -> String {
    let plain = path.split(atFirst: "#")?.before ?? path
    let name = entry.requirement.name ?? plain
    guard entry.place.resolving(plain) != nil, !plain.starts(with: "//"), !plain.holds("${") else {
      note("unpinned", entry, "\(name) comes from \(plain), which lies outside the tree", .c)
      return "file:" + plain
    }
    note("path.local", entry, "\(name) comes from the tree itself, without version or hash", .b)
    // As written, so that the meaning does not depend on where the tree begins.
    let written = LockPath(plain).components.filter { $0 != "." }.joined(separator: "/")
    return "file:" + (written.isEmpty ? "." : written)
  }

  /// pip takes a name with versions, or with an address, and nothing else for a constraint.
  private mutating func noteConstraint(_ name: String, _ entry: RequirementsReading.Entry) {
    if entry.isEditable {
      note("constraint.editable", entry, "\(name) is editable, which pip refuses in constraints", .unreadable)
    } else if entry.requirement.name == nil {
      note("constraint.unnamed", entry, "\(name) has no name, which pip refuses in constraints", .unreadable)
    } else if !entry.requirement.extras.isEmpty {
      note("constraint.extras", entry, "\(name) has extras, which pip refuses in constraints", .unreadable)
    }
  }

  /// pip refuses two different versions of one package; which one was meant cannot be told.
  private mutating func noteConflicts() {
    var first: [TextKey: PinnedPackage] = [:]
    for package in packages where package.isExact && !package.isConstraint && package.marker == nil {
      guard package.source == nil else { continue }
      guard let other = first[TextKey(package.name)] else {
        first[TextKey(package.name)] = package
        continue
      }
      if !Self.isSame(other.version, package.version) {
        findings.append(
          LockFinding(
            "conflict", file: package.file, line: package.line,
            "\(package.name) is pinned to \(package.version) here and to \(other.version) in line \(other.line ?? 0)"
              + (other.file.map { " of \($0)" } ?? ""),
            grade: .c))
      }
    }
  }

  /// `1.0` and `1.0.0` are one version.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    if left.hasSameBytes(as: right) { return true }
    guard let first = PEP440Version(left), let second = PEP440Version(right) else { return false }
    return first == second
  }

  private mutating func note(
    _ code: String, _ entry: RequirementsReading.Entry, _ message: String, _ grade: Grade?
  ) {
    findings.append(LockFinding(code, file: entry.file, line: entry.line, message, grade: grade))
  }

  /// The address with only the part of its fragment that says what is installed.
  private static func canonical(_ address: String) -> String {
    let folder = WebAddress.fragment(address).first { $0.key == "subdirectory" }
    return WebAddress.canonical(address) + (folder.map { "#subdirectory=" + $0.value } ?? "")
  }

  /// What stands behind the last `@` of the path.
  private static func revision(_ address: String) -> String? {
    let plain = address.split(atFirst: "#")?.before ?? address
    guard let (_, rest) = plain.split(atFirst: "://"), let (_, path) = rest.split(atFirst: "/") else { return nil }
    return path.split(atLast: UInt8(ascii: "@"))?.after
  }
}
