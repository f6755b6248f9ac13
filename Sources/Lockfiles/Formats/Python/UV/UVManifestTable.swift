internal import Fingerprints

/// Compares the table `manifest` of a lock of uv with what belongs to no single project.
struct UVManifestTable {
  private let lock: DataValue
  private let project: UVProjectFiles
  private let lowering: UVLowering
  private let manifest: DataValue?

  init(lock: DataValue, project: UVProjectFiles) {
    self.lock = lock
    self.project = project
    lowering = UVLowering(project)
    manifest = lock["manifest"]
  }

  func compare(into comparison: inout UVComparison) {
    let root = project.root
    let settings = root?.settings
    if project.isScript {
      compare(root?.manifest.root["dependencies"], "requirements", key: "dependencies", into: &comparison)
    }
    for key in ["constraint", "override", "build-constraint"] {
      compare(settings?[key + "-dependencies"], key + "s", key: "tool.uv.\(key)-dependencies", into: &comparison)
    }
    compareTexts(
      settings?["exclude-dependencies"], manifest?["excludes"], key: "tool.uv.exclude-dependencies", into: &comparison
    ) { $0.string.map { PackageName.normalized($0) } ?? UVFacts.text($0) }
    compareTexts(
      project.settings?["dependency-metadata"], manifest?["dependency-metadata"], key: "tool.uv.dependency-metadata",
      into: &comparison, text: Self.metadata)
    if let root, root.manifest.name == nil, !project.isScript { compareGroups(root, into: &comparison) }
  }

  private func compare(_ items: DataValue?, _ table: String, key: String, into comparison: inout UVComparison) {
    let wanted = items?.items ?? []
    let recorded = manifest?[table]?.items ?? []
    // Overrides for the dependencies of one package.
    let scoped = wanted.filter { $0.string == nil }
    if scoped.count != recorded.count(where: { $0["package"] != nil }) {
      comparison.change("\(key): those for single packages have changed")
    } else if !scoped.isEmpty {
      comparison.doubt("\(key): those for single packages are not compared")
    }
    var requirements: [UVComparison.Wanted] = []
    for text in wanted.compactMap(\.string) {
      do {
        requirements += try lowering.requirements(text, marker: nil, project: nil, group: nil).map { (key, $0) }
      } catch {
        comparison.doubt("\(key): \(error.reason)")
      }
    }
    comparison.compare(requirements, locked: .array(recorded.filter { $0["package"] == nil }), prefix: "") { _ in key }
  }

  private func compareTexts(
    _ wanted: DataValue?, _ recorded: DataValue?, key: String, into comparison: inout UVComparison,
    text: (DataValue) -> String
  ) {
    let (new, old) = (
      Set((wanted?.items ?? []).map { TextKey(text($0)) }), Set((recorded?.items ?? []).map { TextKey(text($0)) })
    )
    for item in new.subtracting(old).map(\.text).sortedByBytes() { comparison.change("\(key): \(item) is not locked") }
    for item in old.subtracting(new).map(\.text).sortedByBytes() {
      comparison.change("\(key): \(item) is locked but no longer asked for")
    }
  }

  /// An entry of `dependency-metadata` in one spelling; uv minds the order of what it requires.
  private static func metadata(_ entry: DataValue) -> String {
    var text = PackageName.normalized(entry["name"]?.string ?? "")
    if let version = entry["version"]?.string { text += "==" + (PEP440Version(version)?.canonical ?? version) }
    let requirements = (entry["requires-dist"]?.strings ?? []).map { written in
      guard let requirement = Requirement(written) else { return written }
      let extras = requirement.extras.isEmpty ? "" : "[" + requirement.extras.joined(separator: ",") + "]"
      let specifier = PEP440Specifier(requirement.specifier.canonical)?.comparable ?? requirement.specifier.canonical
      return (requirement.name ?? "") + extras + specifier + (requirement.marker.map { " ; " + $0 } ?? "")
    }
    if !requirements.isEmpty { text += " requires " + requirements.joined(separator: ", ") }
    if let pythons = entry["requires-python"]?.string {
      text += " with Python " + (PEP440Specifier(pythons)?.comparable ?? pythons)
    }
    let extras = (entry["provides-extras"] ?? entry["provides-extra"])?.strings ?? []
    return extras.isEmpty
      ? text : text + " provides " + extras.map { PackageName.normalized($0) }.sortedByBytes().joined(separator: ", ")
  }

  /// The groups of a root that is no project itself.
  private func compareGroups(_ root: UVProject, into comparison: inout UVComparison) {
    let recorded = manifest?["dependency-groups"]
    do {
      let groups = try root.groups
      var names = Set(
        (recorded?.members ?? []).filter { !$0.value.items.isEmpty }.map { TextKey(PackageName.normalized($0.key)) })
      for group in groups { names.insert(TextKey(group.name)) }
      for name in names.map(\.text).sortedByBytes() {
        let key = "dependency-groups." + name
        var wanted: [UVComparison.Wanted] = []
        for item in groups.first(where: { $0.name.hasSameBytes(as: name) })?.items ?? [] {
          wanted += try lowering.requirements(item.text, marker: item.marker, project: nil, group: name).map {
            (key, $0)
          }
        }
        let locked = recorded?.members.first { PackageName.normalized($0.key).hasSameBytes(as: name) }?.value
        comparison.compare(wanted, locked: locked, prefix: "") { _ in key }
      }
    } catch {
      comparison.doubt(error.reason)
    }
  }
}
