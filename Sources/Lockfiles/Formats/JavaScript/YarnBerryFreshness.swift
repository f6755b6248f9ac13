internal import Fingerprints

/// Whether a lock of yarn 2 or newer belongs to the manifests of its workspace.
///
/// The lock has an entry for each member, with the dependencies of its manifest; `yarn install --immutable` fails when
/// that would change.
enum YarnBerryFreshness {
  static func judge(_ root: DataValue, _ input: LockInput) -> FreshnessJudgement {
    var evidence = FreshnessEvidence()
    let members = root.members.compactMap { _, entry in
      (entry["resolution"]?.string).flatMap { YarnLocator($0).workspace }.map { (folder: $0, entry: entry) }
    }
    let folders = Set(members.map { TextKey($0.folder) })
    guard folders.contains(TextKey(".")) else { return .unknown("the lock has no entry for package.json") }
    for (folder, entry) in members {
      do throws(NodeManifest.Absence) {
        let manifest = try NodeManifest.read(folder, beside: input.path, from: input.source)
        compare(manifest, entry, &evidence)
        guard folder == "." else { continue }
        evidence.compareMembers(manifest.workspaces, input) { folders.contains(TextKey($0)) }
      } catch {
        evidence.doubt(error.reason)
      }
    }
    return evidence.judgement(rule: "the entries of the workspace are what its manifests say", tool: "yarn 2 or newer")
  }

  /// The lock does not tell the sections apart, except for peers.
  private static func compare(_ manifest: NodeManifest, _ entry: DataValue, _ evidence: inout FreshnessEvidence) {
    var locked: [TextKey: String] = [:]
    for dependency in NodeDependency.list("dependencies", of: entry) {
      locked[TextKey(dependency.name)] = dependency.range
    }
    var seen: Set<TextKey> = []
    // Of a name in several sections the range of the first of these counts.
    for section in ["devDependencies", "optionalDependencies", "dependencies"] {
      let wanted = manifest.dependencies(section).filter { seen.insert(TextKey($0.name)).inserted }
      let here = wanted.compactMap { dependency in
        locked.removeValue(forKey: TextKey(dependency.name)).map {
          NodeDependency(name: dependency.name, range: $0)
        }
      }
      evidence.compare(section, wanted: wanted, locked: here, in: manifest.path, isSame: isSame)
    }
    let left = NodeDependency.list("dependencies", of: entry).filter { locked[TextKey($0.name)] != nil }
    evidence.compare("dependencies", wanted: [], locked: left, in: manifest.path)
    evidence.compare(
      "peerDependencies", wanted: manifest.dependencies("peerDependencies"),
      locked: NodeDependency.list("peerDependencies", of: entry), in: manifest.path, isSame: isSame)
  }

  /// Yarn 4 writes `^1.0.0` as `npm:^1.0.0`, and binds paths to the member that names them.
  private static func isSame(_: String, _ wanted: String, _ locked: String) -> Bool {
    let plain = locked.split(atFirst: "::")?.before ?? locked
    return plain.hasSameBytes(as: wanted) || plain.hasSameBytes(as: "npm:" + wanted)
  }
}
