internal import Fingerprints

/// Whether a lock of Deno belongs to the `deno.json` and `package.json` beside it and to those of the workspace.
///
/// The lock lists the requirements of both files, `jsr:@a/b@^1` and `npm:c@2`, in a spelling of their ranges that Deno
/// prefers; so ranges are compared by the versions they allow (deno_lockfile, `lib.rs`; deno_config, `deno_json`).
enum DenoFreshness {
  static let manifestNames = ["deno.json", "deno.jsonc"]

  static func judge(_ root: DataValue, _ input: LockInput, _ list: inout NodePackageList) {
    let workspace = root["workspace"]
    guard workspace?.table != nil else {
      list.contents.freshness = .unknown("the lock does not list what its manifests ask for")
      return
    }
    var evidence = FreshnessEvidence()
    var folders = [("", workspace ?? .null)]
    folders += (workspace?["members"]?.members ?? []).map { ($0.key, $0.value) }
    for (folder, entry) in folders {
      let manifest = read(folder, input, &evidence)
      if let manifest { reference(manifest, folder, &list) }
      compare(DenoRequirement.list(entry["dependencies"]), manifest, "imports", &evidence) { value in
        DenoRequirement.imports(value)
      }
      let locked = DenoRequirement.list(entry["packageJson"]?["dependencies"])
      let package = readPackage(folder, input, isNeeded: !locked.isEmpty, &evidence)
      compare(locked, package, "dependencies", &evidence) { value in DenoRequirement.dependencies(value) }
    }
    list.contents.freshness = evidence.judgement(
      rule: "workspace is what the manifests say", tool: "deno 2 or newer", manifest: "deno.json")
  }

  private static func reference(_ manifest: NodeManifest, _ folder: String, _ list: inout NodePackageList) {
    list.contents.references.append(
      LockReference(folder.isEmpty ? .manifest : .member, manifest.path, from: LockPath("")))
  }

  /// Nil when there is none, which is a doubt where the lock has requirements of it.
  private static func read(_ folder: String, _ input: LockInput, _ evidence: inout FreshnessEvidence) -> NodeManifest? {
    var absence: NodeManifest.Absence?
    for name in manifestNames {
      do throws(NodeManifest.Absence) {
        return try NodeManifest.read(folder, name: name, beside: input.path, from: input.source)
      } catch {
        absence = absence ?? error
      }
    }
    if let absence { evidence.doubt(absence.reason) }
    return nil
  }

  private static func readPackage(
    _ folder: String, _ input: LockInput, isNeeded: Bool, _ evidence: inout FreshnessEvidence
  ) -> NodeManifest? {
    do throws(NodeManifest.Absence) {
      return try NodeManifest.read(folder, beside: input.path, from: input.source)
    } catch {
      if isNeeded { evidence.doubt(error.reason) }
      return nil
    }
  }

  private static func compare(
    _ locked: [DenoRequirement], _ manifest: NodeManifest?, _ section: String, _ evidence: inout FreshnessEvidence,
    wanted: (DataValue) -> [DenoRequirement]
  ) {
    guard let manifest else { return }
    let wanted = wanted(manifest.value)
    var left = Set(locked)
    for requirement in wanted where !locked.contains(requirement) {
      let others = locked.filter { $0.name.hasSameBytes(as: requirement.name) }.map(\.range)
      let has = others.isEmpty ? "none" : others.joined(separator: " and ")
      evidence.change(
        "\(section).\(requirement.name): \(manifest.path) wants \(requirement.range), the lock has \(has)")
    }
    for requirement in wanted { left.remove(requirement) }
    let names = Set(wanted.map { TextKey($0.name) })
    for requirement in locked where left.contains(requirement) && !names.contains(TextKey(requirement.name)) {
      evidence.change("\(section).\(requirement.name): \(manifest.path) has none, the lock has \(requirement.range)")
    }
  }
}
