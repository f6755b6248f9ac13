internal import Fingerprints

/// Whether a `uv.lock` belongs to the manifests around it.
///
/// uv records no hash but what it was asked for, and compares that (`ValidatedLock::validate` in its `lock.rs`,
/// `Lock::satisfies` in `lock/mod.rs`). Not seen here are its settings outside of the tree: the command line, variables
/// and the user's configuration.
struct UVFreshness {
  let lock: DataValue
  let entries: [DataValue]
  let project: UVProjectFiles

  func judge() -> FreshnessJudgement {
    guard let root = project.root else { return .unknown(project.doubts.first ?? "there is no manifest") }
    guard let range = lock["requires-python"]?.string.map({ PythonBounds([$0]) }) ?? .all else {
      return .unknown("the lock's requires-python is no range of versions")
    }
    var comparison = UVComparison(pythons: range)
    for doubt in project.doubts { comparison.doubt(doubt) }
    UVOptions.compare(lock, settings: project.settings, isScript: project.isScript, into: &comparison)
    compareEnvironments(root, range, into: &comparison)
    comparePythons(range, into: &comparison)
    if !project.isScript { compareMembers(into: &comparison) }
    UVManifestTable(lock: lock, project: project).compare(into: &comparison)
    UVIndexes.compare(entries, project, into: &comparison)
    let lowering = UVLowering(project)
    for entry in entries where Self.folder(of: entry) != nil {
      UVProjectComparison(entry: entry, lock: lock, project: project, lowering: lowering).compare(into: &comparison)
    }
    return comparison.judgement(manifest: project.isScript ? "the script" : "pyproject.toml")
  }

  /// Where the project lies that an entry stands for, relative to the lock's folder; nil for what is none.
  static func folder(of entry: DataValue) -> String? {
    ["editable", "virtual", "directory"].lazy.compactMap { entry["source"]?[$0]?.string }.first.map(
      LocalPath.normalized)
  }

  private func compareEnvironments(_ root: UVProject, _ range: PythonBounds, into comparison: inout UVComparison) {
    for (key, locked) in [("environments", "supported-markers"), ("required-environments", "required-markers")] {
      let wanted = root.settings?[key].map { $0.string.map { [$0] } ?? $0.strings } ?? []
      let recorded = lock[locked]?.strings ?? []
      let isUnchanged = wanted.count == recorded.count && zip(wanted, recorded).allSatisfy { isSame($0, $1, range) }
      if !isUnchanged { comparison.change("tool.uv.\(key): was \(Self.list(recorded)) and is \(Self.list(wanted))") }
    }
    let projects = (root.manifest.name == nil ? [root] : []) + project.members
    let wanted = Set(
      projects.flatMap { project in
        (project.settings?["conflicts"]?.items ?? []).map { set in
          TextKey(set.items.map { UVConflict.text($0, project: project.name) }.sortedByBytes().joined(separator: ", "))
        }
      })
    let recorded = (lock["conflicts"]?.items ?? []).map { $0.items.map(UVConflict.text).sortedByBytes() }
    let known = Set(recorded.map { TextKey($0.joined(separator: ", ")) })
    for set in wanted.subtracting(known).map(\.text).sortedByBytes() {
      comparison.change("tool.uv.conflicts: \(set) is not locked")
    }
    // uv adds sets for groups that include those that are named.
    for set in recorded where !set.contains(where: { $0.holds(":") }) {
      let text = set.joined(separator: ", ")
      if !wanted.contains(TextKey(text)) {
        comparison.change("tool.uv.conflicts: \(text) is locked but no longer declared")
      }
    }
  }

  private func isSame(_ wanted: String, _ recorded: String, _ range: PythonBounds) -> Bool {
    guard let left = Marker.tree(wanted), let right = Marker.tree(recorded) else {
      return wanted.hasSameBytes(as: recorded)
    }
    return MarkerEquivalence.areEqual(.marker(left), .marker(right), pythons: range) ?? true
  }

  private static func list(_ texts: [String]) -> String { texts.isEmpty ? "none" : texts.joined(separator: ", ") }

  private func comparePythons(_ range: PythonBounds, into comparison: inout UVComparison) {
    var wanted: [String] = []
    for project in project.isScript ? [project.root].compactMap({ $0 }) : project.members {
      let root = project.manifest.root
      guard let text = (self.project.isScript ? root["requires-python"] : root["project"]?["requires-python"])?.string
      else { continue }
      guard PythonBounds([text]) != nil else {
        comparison.doubt("\(project.prefix)project.requires-python: \"\(text)\" is no range of versions")
        continue
      }
      wanted.append(text)
    }
    // Without any, uv takes the Python that runs it.
    guard !wanted.isEmpty, let asked = PythonBounds(wanted), asked != range else { return }
    let recorded = lock["requires-python"]?.string ?? "none"
    comparison.change("python range was \(recorded) and is \(wanted.sortedByBytes().joined(separator: ", "))")
  }

  private func compareMembers(into comparison: inout UVComparison) {
    let hasRoot = project.members.contains { $0.folder == "." }
    let names = project.members.map(\.name)
    let expected = names.count == 1 && hasRoot ? [] : names.sortedByBytes()
    let recorded = (lock["manifest"]?["members"]?.strings ?? []).map { PackageName.normalized($0) }.sortedByBytes()
    for name in Set(expected).subtracting(recorded).sortedByBytes() {
      comparison.change("tool.uv.workspace.members: \(name) is not locked")
    }
    for name in Set(recorded).subtracting(expected).sortedByBytes() {
      comparison.change("tool.uv.workspace.members: \(name) is locked but no longer a member")
    }
    let lowering = UVLowering(project)
    for member in project.members {
      let found = entries.filter {
        ($0["name"]?.string).map { PackageName.normalized($0).hasSameBytes(as: member.name) } ?? false
      }
      guard let entry = found.first, found.count == 1 else {
        comparison.change("\(member.prefix)project.name: \(member.name) is not locked")
        continue
      }
      let kind = lowering.kind(of: member)
      let old = ["editable", "virtual", "directory"].first { entry["source"]?[$0] != nil } ?? "no project"
      if !old.hasSameBytes(as: kind) {
        comparison.change("\(member.prefix)tool.uv.package or build-system: \(member.name) was \(old) and is \(kind)")
      }
    }
  }
}
