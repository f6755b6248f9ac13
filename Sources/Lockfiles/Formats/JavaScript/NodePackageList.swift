/// Collects the packages of a lock for JavaScript, and what is to say of each.
struct NodePackageList {
  /// Where packages come from that lie in the archive of another one, whose hash covers them.
  static let bundled = "bundled"

  let lock: LockPath
  var contents = LockContents()

  init(lock: LockPath) { self.lock = lock }

  /// - Parameter version: as the lock has it; empty when it names none.
  mutating func add(
    _ name: String, _ version: String, ecosystem: String = "npm", from origin: LockedOrigin, hashes: [String],
    platforms: NodePlatforms? = nil, groups: [String] = [], line: Int?
  ) {
    var isExact = origin.isExact
    switch origin.kind {
    case .registry:
      isExact = SemanticVersion.isExact(version)
      if !isExact {
        let what =
          version.isEmpty
          ? "has no version" : "is locked at \(NodeDependency.printed(version)), which is not one version"
        contents.findings.append(LockFinding("unpinned", line: line, "\(name) \(what)", grade: .c))
      }
    case .path(let path):
      let isInside = lock.resolving(path) != nil
      isExact = isInside && !hashes.isEmpty
      if isInside { contents.references.append(LockReference(.package, path, from: lock, line: line)) }
    case .address: isExact = !hashes.isEmpty
    case .commit: break
    }
    if let finding = origin.finding(name: name, at: lock, line: line, hashes: hashes) {
      contents.findings.append(finding)
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: name, version: version, isExact: isExact, source: origin.source, hashes: hashes,
        marker: platforms?.marker, condition: platforms?.condition, groups: groups, line: line))
  }

  /// A package that comes within another one.
  mutating func addBundled(_ name: String, _ version: String, platforms: NodePlatforms?, groups: [String], line: Int?) {
    contents.packages.append(
      PinnedPackage(
        ecosystem: "npm", name: name, version: version, isExact: SemanticVersion.isExact(version),
        source: Self.bundled, marker: platforms?.marker, condition: platforms?.condition, groups: groups, line: line))
  }

  /// A package from a commit of which only the first digits are known: it does not move, but another may get them, too.
  mutating func addAbbreviated(
    _ name: String, from origin: LockedOrigin, hashes: [String], platforms: NodePlatforms?, line: Int?
  ) {
    if hashes.isEmpty {
      contents.findings.append(
        LockFinding(
          "hash.weak", line: line,
          "\(name) comes from \(origin.source ?? "a repository"), which names a commit by its first digits only",
          grade: .b))
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: "npm", name: name, version: "", isExact: true, source: origin.source, hashes: hashes,
        marker: platforms?.marker, condition: platforms?.condition, line: line))
  }

  /// A member of the workspace: a part of the project, so that it needs no hash.
  ///
  /// - Parameter isReferenced: whether its manifest becomes a reference here.
  mutating func addMember(
    _ name: String, _ version: String, folder: String, groups: [String] = [], isReferenced: Bool = true, line: Int?
  ) {
    let origin = LockedOrigin(local: folder.isEmpty ? "." : folder)
    if lock.resolving(folder) == nil, let finding = origin.finding(name: name, at: lock, line: line, hashes: []) {
      contents.findings.append(finding)
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: "npm", name: name, version: version, isExact: false, source: origin.source, groups: groups,
        line: line))
    if isReferenced { reference(member: folder, line: line) }
  }

  /// A file that is named by its address alone, as Deno's modules are.
  mutating func addModule(_ address: String, hashes: [String], line: Int?) {
    let origin = LockedOrigin(kind: .address, source: address)
    if let finding = origin.finding(name: "a module", at: lock, line: line, hashes: hashes) {
      contents.findings.append(finding)
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: "deno", name: address, version: "", isExact: !hashes.isEmpty, hashes: hashes, line: line))
  }

  mutating func reference(member folder: String, line: Int?) {
    let isRoot = folder.isEmpty || folder == "."
    contents.references.append(
      LockReference(
        isRoot ? .manifest : .member, isRoot ? "package.json" : folder + "/package.json", from: lock, line: line))
  }

  mutating func fact(_ name: String, _ value: String) {
    contents.facts.append(LockFact(name: name, value: value))
  }

  /// Adds what is to say of the hashes, when all packages are there.
  mutating func finish() {
    contents.findings += HashFindings.of(contents.packages.filter { $0.source != Self.bundled })
  }
}
