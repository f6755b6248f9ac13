internal import Fingerprints

/// Whether a lock of npm belongs to the `package.json` beside it and to those of the workspace.
///
/// Since version 2 the lock holds copies of the manifests' dependencies; version 1 only shows whether what is locked is
/// in the wanted range, as npm's own check does (arborist 7, `dep-valid.js`).
enum PackageLockFreshness {
  static func judge(_ root: DataValue, _ input: LockInput) -> FreshnessJudgement {
    let manifest: NodeManifest
    do throws(NodeManifest.Absence) {
      manifest = try NodeManifest.read("", beside: input.path, from: input.source)
    } catch {
      return .unknown(error.reason)
    }
    var evidence = FreshnessEvidence()
    guard let packages = root["packages"]?.table else {
      compareTree(manifest, root["dependencies"]?.table, &evidence)
      return evidence.judgement(rule: "all direct dependencies are locked within their ranges", tool: "npm 5 or newer")
    }
    guard let copy = packages[""] else { return .unknown("the lock has no copy of package.json") }
    compare(manifest, copy, &evidence)
    let members = WorkspaceMembers(packages)
    for (folder, entry) in packages.members where !PackageLockPackages.isInstalled(folder) && members.isMember(folder) {
      do throws(NodeManifest.Absence) {
        compare(try NodeManifest.read(folder, beside: input.path, from: input.source), entry, &evidence)
      } catch {
        evidence.doubt(error.reason)
      }
    }
    evidence.compareMembers(manifest.workspaces, input) { packages[$0] != nil }
    return evidence.judgement(rule: "packages[\"\"] is what package.json says", tool: "npm 7 or newer")
  }

  private static func compare(_ manifest: NodeManifest, _ copy: DataValue, _ evidence: inout FreshnessEvidence) {
    for section in NodeDependency.sections {
      evidence.compare(
        section, wanted: manifest.dependencies(section), locked: NodeDependency.list(section, of: copy),
        in: manifest.path)
    }
  }

  private static func compareTree(_ manifest: NodeManifest, _ locked: DataTable?, _ evidence: inout FreshnessEvidence) {
    for section in NodeDependency.sections.dropLast() {
      for dependency in manifest.dependencies(section) {
        let place = "\(section).\(dependency.name): \(manifest.path) wants \(NodeDependency.printed(dependency.range))"
        if let version = locked?[dependency.name]?["version"]?.string {
          if !satisfies(version, dependency) {
            evidence.change("\(place), the lock has \(NodeDependency.printed(version))")
          }
        } else if section != "optionalDependencies" {
          evidence.change("\(place), the lock has none")
        }
      }
    }
  }

  /// What cannot be compared without the registry, such as a tag, counts as satisfied.
  private static func satisfies(_ version: String, _ dependency: NodeDependency) -> Bool {
    let locked = PackageLockVersion(version, of: dependency.name)
    var range = dependency.range
    if let alias = range.dropping(prefix: "npm:") {
      let (name, wanted) = alias.split(atLast: UInt8(ascii: "@")) ?? (alias, "")
      guard !name.isEmpty else { return locked.name.hasSameBytes(as: alias) }
      guard locked.name.hasSameBytes(as: name) else { return false }
      range = wanted
    }
    if let (repository, revision) = GitAddress.split(range) ?? GitAddress.shorthand(range) {
      guard let (lockedRepository, commit) = locked.address.flatMap({ GitAddress.split($0) }) else { return false }
      return GitAddress.isSame(repository, lockedRepository) && (!revision.isCommit || revision == commit)
    }
    if range.starts(with: "file:") || range.starts(with: "http:") || range.starts(with: "https:") {
      return locked.address.map { place($0) == place(range) } ?? false
    }
    guard let bounds = SemanticVersionRange(range.isEmpty ? "*" : range) else { return true }
    guard locked.address == nil else { return false }
    return SemanticVersion(locked.version).map(bounds.contains) ?? true
  }

  /// The parts of an address or a path, of which `file:./a` and `file:a` are one.
  private static func place(_ address: String) -> [TextKey] {
    LockPath(address.dropping(prefix: "file:") ?? address).components.filter { $0 != "." }.map { TextKey($0) }
  }
}
