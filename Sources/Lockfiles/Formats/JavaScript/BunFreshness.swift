internal import Fingerprints

/// Whether a lock of bun belongs to the manifests of its workspace.
///
/// The lock copies their dependencies; `bun install --frozen-lockfile` fails when that would change.
enum BunFreshness {
  static func judge(_ root: DataValue, _ input: LockInput) -> FreshnessJudgement {
    var evidence = FreshnessEvidence()
    let members = root["workspaces"]?.table
    guard let copy = members?[""] else { return .unknown("the lock has no copy of package.json") }
    let manifest: NodeManifest
    do throws(NodeManifest.Absence) {
      manifest = try NodeManifest.read("", beside: input.path, from: input.source)
    } catch {
      return .unknown(error.reason)
    }
    compare(manifest, copy, &evidence)
    for (folder, entry) in members?.members ?? [] where !folder.isEmpty {
      do throws(NodeManifest.Absence) {
        compare(try NodeManifest.read(folder, beside: input.path, from: input.source), entry, &evidence)
      } catch {
        evidence.doubt(error.reason)
      }
    }
    evidence.compareMembers(manifest.workspaces, input) { members?[$0] != nil }
    compareSettings(manifest, root, &evidence)
    return evidence.judgement(rule: "workspaces is what the manifests say", tool: "bun 1.2 or newer")
  }

  private static func compare(_ manifest: NodeManifest, _ copy: DataValue, _ evidence: inout FreshnessEvidence) {
    for section in NodeDependency.sections {
      evidence.compare(
        section, wanted: manifest.dependencies(section), locked: NodeDependency.list(section, of: copy),
        in: manifest.path)
    }
  }

  /// Overrides and catalogs are the root's. Overrides with rules of their own cannot be told from text alone.
  private static func compareSettings(
    _ manifest: NodeManifest, _ root: DataValue, _ evidence: inout FreshnessEvidence
  ) {
    let overrides = manifest.value["overrides"] ?? manifest.value["resolutions"]
    let isPlain = [overrides, root["overrides"]].allSatisfy {
      $0?.members.allSatisfy { $0.value.string != nil } ?? true
    }
    if isPlain {
      compare("overrides", overrides, root["overrides"], manifest, &evidence)
    } else {
      evidence.doubt("overrides with rules of their own cannot be compared")
    }
    let workspaces = manifest.value["workspaces"]
    let catalog = workspaces?["catalog"] ?? manifest.value["catalog"]
    compare("catalog", catalog, root["catalog"], manifest, &evidence)
    let catalogs = workspaces?["catalogs"] ?? manifest.value["catalogs"]
    let names = (catalogs?.members ?? []).map(\.key) + (root["catalogs"]?.members ?? []).map(\.key)
    for name in names.sortedByBytes() {
      compare("catalogs." + name, catalogs?[name], root["catalogs"]?[name], manifest, &evidence)
    }
  }

  private static func compare(
    _ section: String, _ wanted: DataValue?, _ locked: DataValue?, _ manifest: NodeManifest,
    _ evidence: inout FreshnessEvidence
  ) {
    func list(_ value: DataValue?) -> [NodeDependency] {
      (value?.members ?? []).map { NodeDependency(name: $0.key, range: $0.value.string ?? "") }
    }
    evidence.compare(section, wanted: list(wanted), locked: list(locked), in: manifest.path)
  }
}
