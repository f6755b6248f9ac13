internal import Fingerprints

/// Compares what a lock of uv recorded of one project of the tree with the project's manifest.
struct UVProjectComparison {
  let entry: DataValue
  let lock: DataValue
  let project: UVProjectFiles
  let lowering: UVLowering

  private var name: String { PackageName.normalized(entry["name"]?.string ?? "") }
  private var metadata: DataValue? { entry["metadata"] }
  private var revision: Int { lock["revision"]?.integer ?? 0 }

  func compare(into comparison: inout UVComparison) {
    let folder = UVFreshness.folder(of: entry) ?? "."
    guard let found = project.member(name) ?? project.project(at: folder) else {
      comparison.doubt("the manifest of \(name) in \(folder) cannot be read")
      return
    }
    guard found.manifest.project != nil else {
      comparison.doubt("\(found.prefix)there is no [project]; what its build backend makes of it is not known")
      return
    }
    compareVersion(found, into: &comparison)
    if metadata == nil, revision > 3 {
      comparison.doubt("the lock does not record what \(name) asked for")
      return
    }
    if let key = ["dependencies", "optional-dependencies"].first(where: found.manifest.isDynamic) {
      comparison.doubt("\(found.prefix)project.\(key) is dynamic, and only its build backend knows it")
    } else {
      compareRequirements(found, into: &comparison)
    }
    compareGroups(found, into: &comparison)
  }

  private func compareVersion(_ found: UVProject, into comparison: inout UVComparison) {
    let key = found.prefix + "project.version"
    let recorded = entry["version"]?.string
    let wanted = found.manifest.isDynamic("version") ? nil : found.manifest.project?["version"]?.string
    let isSame: Bool =
      switch (recorded, wanted) {
      case (nil, nil): true
      case (let old?, let new?): PEP440Version(old).map { $0 == PEP440Version(new) } ?? old.hasSameBytes(as: new)
      default: false
      }
    if !isSame { comparison.change("\(key): was \(recorded ?? "dynamic") and is \(wanted ?? "dynamic")") }
  }

  private func compareRequirements(_ found: UVProject, into comparison: inout UVComparison) {
    let extras = found.manifest.project?["optional-dependencies"]?.members ?? []
    var wanted: [UVComparison.Wanted] = []
    do {
      wanted += try lowered(found.manifest.project?["dependencies"], "project.dependencies", marker: nil, found)
      for (extra, items) in extras {
        let extra = PackageName.normalized(extra)
        let marker = MarkerComparison(left: .variable("extra"), comparison: "==", right: .text(extra))
        wanted += try lowered(items, Self.key(extra), marker: .comparison(marker), found)
      }
    } catch {
      comparison.doubt(found.prefix + error.reason)
      return
    }
    if revision >= 1 { compareExtras(found, extras.map { PackageName.normalized($0.key) }, into: &comparison) }
    let key: (UVRequirement) -> String = { $0.marker.extra.map(Self.key) ?? "project.dependencies" }
    let before = comparison
    comparison.compare(wanted, locked: metadata?["requires-dist"], prefix: found.prefix, key: key)
    // Build backends may replace the project's own extras by what they stand for, which changes only markers.
    let isRecursive = wanted.contains { $0.requirement.name.hasSameBytes(as: name) }
    guard found.manifest.isDynamic("version"), isRecursive, keys(wanted.map(\.requirement)) == keys(recorded) else {
      return
    }
    if comparison.changes.count > before.changes.count {
      comparison = before
      comparison.doubt("\(found.prefix)the project asks for its own extras, and only its build backend knows how")
    }
  }

  /// What is asked for beside the project itself.
  private func keys(_ requirements: [UVRequirement]) -> Set<UVRequirement.Key> {
    Set(requirements.map(\.key).filter { !$0.name.hasSameBytes(as: name) })
  }

  private var recorded: [UVRequirement] {
    (metadata?["requires-dist"]?.items ?? []).compactMap { UVRequirement(locked: $0) }
  }

  private static func key(_ extra: String) -> String { "project.optional-dependencies." + extra }

  private func lowered(
    _ items: DataValue?, _ key: String, marker: MarkerTree?, _ found: UVProject
  ) throws(ProjectManifest.Failure) -> [UVComparison.Wanted] {
    var wanted: [UVComparison.Wanted] = []
    for text in items?.strings ?? [] {
      wanted += try lowering.requirements(text, marker: marker, project: found, group: nil).map { (key, $0) }
    }
    return wanted
  }

  private func compareExtras(_ found: UVProject, _ extras: [String], into comparison: inout UVComparison) {
    let wanted = Set(extras.map { TextKey($0) })
    let recorded = Set((metadata?["provides-extras"]?.strings ?? []).map { TextKey(PackageName.normalized($0)) })
    for extra in wanted.subtracting(recorded).map(\.text).sortedByBytes() {
      comparison.change("\(found.prefix)\(Self.key(extra)): the extra is not locked")
    }
    for extra in recorded.subtracting(wanted).map(\.text).sortedByBytes() {
      comparison.change("\(found.prefix)\(Self.key(extra)): the extra is locked but no longer there")
    }
  }

  private func compareGroups(_ found: UVProject, into comparison: inout UVComparison) {
    let recorded = (metadata?["requires-dev"] ?? metadata?["dependency-groups"])?.members ?? []
    do {
      let groups = try found.groups
      // Older revisions leave out empty ones.
      let (isComplete, old) = (revision >= 1, recorded.filter { revision >= 1 || !$0.value.items.isEmpty })
      var names = Set(old.map { TextKey(PackageName.normalized($0.key)) })
      for group in groups where isComplete || !group.items.isEmpty { names.insert(TextKey(group.name)) }
      comparePythons(of: groups, found, into: &comparison)
      for name in names.map(\.text).sortedByBytes() {
        let key = "dependency-groups." + name
        let group = groups.first { $0.name.hasSameBytes(as: name) }
        let locked = old.first { PackageName.normalized($0.key).hasSameBytes(as: name) }?.value
        if group == nil || locked == nil, (group?.items.isEmpty ?? true), (locked?.items.isEmpty ?? true) {
          comparison.change(
            "\(found.prefix)\(key): the group \(group == nil ? "is locked but no longer there" : "is not locked")")
        }
        var wanted: [UVComparison.Wanted] = []
        for item in group?.items ?? [] {
          wanted += try lowering.requirements(item.text, marker: item.marker, project: found, group: name).map {
            (key, $0)
          }
        }
        comparison.compare(wanted, locked: locked, prefix: found.prefix) { _ in key }
      }
    } catch {
      comparison.doubt(found.prefix + error.reason)
    }
  }

  /// Since revision 5 the lock records which Pythons a group is for.
  private func comparePythons(
    of groups: [DependencyGroups.Group], _ found: UVProject, into comparison: inout UVComparison
  ) {
    let recorded = entry["group-requires-python"]?.members ?? []
    guard revision >= 5 || !recorded.isEmpty else { return }
    var names = Set(recorded.map { TextKey(PackageName.normalized($0.key)) })
    for group in groups where !group.pythons.isEmpty { names.insert(TextKey(group.name)) }
    for name in names.map(\.text).sortedByBytes() {
      let old = recorded.first { PackageName.normalized($0.key).hasSameBytes(as: name) }?.value.string
      let new = groups.first { $0.name.hasSameBytes(as: name) }?.pythons ?? []
      if let range = old.map({ PythonBounds([$0]) }) ?? .all, range == PythonBounds(new) { continue }
      comparison.change(
        "\(found.prefix)tool.uv.dependency-groups.\(name).requires-python: was \(old ?? "none") and is "
          + (new.isEmpty ? "none" : new.joined(separator: " and ")))
    }
  }
}
