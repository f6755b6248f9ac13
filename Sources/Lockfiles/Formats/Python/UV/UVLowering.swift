internal import Fingerprints

/// Makes requirements of a manifest comparable with those of a lock, as uv does before it resolves.
///
/// `tool.uv.sources` says where a package is taken from, perhaps for one extra or group or by a marker only; what its
/// sources leave open is taken from any index (`LoweredRequirement::from_requirement` in uv's `lowering.rs`).
struct UVLowering {
  typealias Failure = ProjectManifest.Failure

  private let files: UVProjectFiles
  /// The members that others take from the workspace, with whether they shall be editable.
  private let required: [TextKey: Bool?]
  private let budget = MarkerEquivalence.Budget()

  init(_ files: UVProjectFiles) {
    self.files = files
    var required: [TextKey: Bool?] = [:]
    for project in (files.root.map { [$0] } ?? []) + files.members {
      for (name, value) in project.settings?["sources"]?.members ?? [] {
        let key = TextKey(PackageName.normalized(name))
        guard key != TextKey(project.name) else { continue }
        for source in value.array ?? [value] where source["workspace"]?.bool == true {
          required[key] = .some(source["editable"]?.bool ?? required[key] ?? nil)
        }
      }
    }
    self.required = required
  }

  /// `editable`, `directory` or `virtual`, as a member stands in the lock.
  func kind(of member: UVProject) -> String {
    let wish = required[TextKey(member.name)]
    guard member.isPackage(requiresBackend: wish == nil) else { return "virtual" }
    return (wish ?? nil) ?? true ? "editable" : "directory"
  }

  /// What a requirement becomes; several where its sources differ by marker.
  ///
  /// - Parameters:
  ///   - marker: beside the requirement's own.
  ///   - project: whose sources count before those of the root; nil for what belongs to no project.
  func requirements(
    _ text: String, marker outer: MarkerTree?, project: UVProject?, group: String?
  ) throws(Failure) -> [UVRequirement] {
    guard let written = Requirement(text), let name = written.name,
      let specifier = PEP440Specifier(written.specifier.canonical)
    else { throw Failure(reason: "\"\(text)\" is no requirement that can be compared") }
    let own = written.marker.flatMap(Marker.tree)
    let tree = MarkerTree.all(of: [own, outer].compactMap { $0 })
    let marker = MarkerFormula(tree)
    func requirement(_ source: String, _ marker: MarkerFormula, isVersioned: Bool) -> UVRequirement {
      UVRequirement(
        key: UVRequirement.Key(
          name: name, extras: written.extras, specifier: isVersioned ? specifier.comparable : "", source: source),
        marker: marker, shownMarker: tree)
    }
    let base = project?.folder ?? "."
    let plain = requirement(
      try written.address.map { address throws(Failure) in try self.source(address: address, base: base) } ?? "",
      marker, isVersioned: written.address == nil)
    guard let (sources, folder) = sources(of: name, project) else { return [plain] }
    let extra = marker.extra
    let fitting = sources.filter { source in
      Self.fits(source["extra"], extra) && Self.fits(source["group"], group)
    }
    var result: [UVRequirement] = []
    var covered: [MarkerFormula] = []
    for source in fitting {
      var condition = MarkerFormula.always
      if let text = source["marker"]?.string {
        guard let tree = Marker.tree(text) else { throw Failure(reason: "\"\(text)\" is no marker") }
        condition = .marker(tree)
      }
      covered.append(condition)
      let (place, isVersioned) = try self.source(source, of: name, folder: folder, project: project)
      let found = requirement(place, condition.and(marker), isVersioned: isVersioned)
      if try canHold(found.marker, name) { result.append(found) }
    }
    let rest = UVRequirement(
      key: plain.key, marker: marker.and(.not(.any(covered))), shownMarker: plain.shownMarker)
    if covered.contains(where: \.isAlways) { return result }
    return try canHold(rest.marker, name) ? result + [rest] : result
  }

  private func canHold(_ marker: MarkerFormula, _ name: String) throws(Failure) -> Bool {
    guard let result = MarkerEquivalence.canHold(marker, budget: budget) else {
      throw Failure(reason: "the markers of \(name) are too many to compare")
    }
    return result
  }

  private static func fits(_ wanted: DataValue?, _ given: String?) -> Bool {
    guard let wanted = wanted?.string else { return true }
    return given?.hasSameBytes(as: PackageName.normalized(wanted)) ?? false
  }

  /// With the folder that their paths begin at.
  private func sources(of name: String, _ project: UVProject?) -> (sources: [DataValue], folder: String)? {
    let settings = files.settings
    let ignored = (settings?["no-sources-package"]?.strings ?? []).map { PackageName.normalized($0) }
    if settings?["no-sources"]?.bool == true || ignored.contains(where: { $0.hasSameBytes(as: name) }) { return nil }
    if let project, let found = project.sources(of: name) { return (found, project.folder) }
    return files.root?.sources(of: name).map { ($0, ".") }
  }
}

extension UVLowering {
  /// Where an entry of `tool.uv.sources` leads, and whether the version counts beside it.
  private func source(
    _ source: DataValue, of name: String, folder: String, project: UVProject?
  ) throws(Failure) -> (source: String, isVersioned: Bool) {
    if let git = source["git"]?.string {
      let reference = ["rev", "tag", "branch"].lazy.compactMap { key in source[key]?.string.map { key + "=" + $0 } }
      let address = UVGitAddress(
        repository: git, reference: reference.first ?? "", subdirectory: source["subdirectory"]?.string,
        path: source["path"]?.string, usesLargeFiles: source["lfs"]?.bool == true)
      return (address.requested, false)
    }
    if let url = source["url"]?.string {
      return (UVRequirement.address(url, subdirectory: source["subdirectory"]?.string), false)
    }
    if let path = source["path"]?.string {
      let place = LocalPath.joined(folder, path)
      return (local(place, isEditable: source["editable"]?.bool, isPackage: source["package"]?.bool), false)
    }
    if source["workspace"]?.bool == true {
      guard let member = files.member(name) else {
        throw Failure(reason: "\(name) shall come from the workspace, but is none of its members")
      }
      return (UVRequirement.local(kind(of: member), member.folder), false)
    }
    if let index = source["index"]?.string {
      return (try self.index(index, of: name, source, project), true)
    }
    throw Failure(reason: "the source of \(name) is none that is known")
  }

  private func index(
    _ index: String, of name: String, _ source: DataValue, _ project: UVProject?
  ) throws(Failure) -> String {
    let known = [project, files.root].compactMap { $0?.settings?["index"]?.items }.joined()
    guard let url = known.first(where: { $0["name"]?.string?.hasSameBytes(as: index) ?? false })?["url"]?.string else {
      throw Failure(reason: "the index \(index) that \(name) shall come from is not defined")
    }
    var conflict: String?
    if let project, source["extra"] != nil || source["group"] != nil {
      conflict = UVConflict.text(source, project: project.name)
    }
    return UVRequirement.index(url, conflict: conflict)
  }

  /// The address of a requirement `name @ address`.
  private func source(address: String, base: String) throws(Failure) -> String {
    let subdirectory = WebAddress.fragment(address).first { $0.key == "subdirectory" }?.value
    if WebAddress.isVersionControl(address) {
      guard let rest = address.dropping(prefix: "git+"), let (scheme, behind) = rest.split(atFirst: "://") else {
        throw Failure(reason: "\(WebAddress.canonical(address)) is no address that uv takes")
      }
      let plain = behind.split(atFirst: "#")?.before ?? behind
      var (repository, reference) = (plain, "")
      if let (host, path) = plain.split(atFirst: "/"), let (before, revision) = path.split(atLast: UInt8(ascii: "@")) {
        (repository, reference) = (host + "/" + before, "rev=" + revision)
      }
      return UVGitAddress(
        repository: scheme + "://" + repository, reference: reference, subdirectory: subdirectory, path: nil,
        usesLargeFiles: false
      ).requested
    }
    if address.holds("://"), !address.lowercased().starts(with: "file:") {
      return UVRequirement.address(address, subdirectory: subdirectory)
    }
    let path = (address.split(atFirst: "#")?.before ?? address)
    let plain = path.dropping(prefix: "file://") ?? path.dropping(prefix: "file:") ?? path
    return local(LocalPath.joined(base, plain), isEditable: nil, isPackage: nil)
  }

  /// - Parameter path: relative to the lock's folder.
  private func local(_ path: String, isEditable: Bool?, isPackage: Bool?) -> String {
    guard files.isFolder(path) ?? !LocalPath.isArchive(path) else { return UVRequirement.local("path", path) }
    if isEditable == true { return UVRequirement.local("editable", path) }
    // Nothing is asked of a path's build backend.
    let isPackage = isPackage ?? files.project(at: path)?.isPackage(requiresBackend: false) ?? true
    return UVRequirement.local(isPackage ? "directory" : "virtual", path)
  }
}
