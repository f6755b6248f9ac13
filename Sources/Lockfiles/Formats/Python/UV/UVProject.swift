/// A project of a workspace: its manifest and where it lies.
struct UVProject {
  let manifest: ProjectManifest
  /// Relative to the lock's folder; `.` for the one beside the lock.
  let folder: String

  var name: String { manifest.name ?? "" }
  var settings: DataValue? { manifest.root["tool"]?["uv"] }

  /// The sources of the package `name`: one, or several by marker, extra or group; nil when none is given.
  func sources(of name: String) -> [DataValue]? {
    let entry = settings?["sources"]?.members.first { PackageName.normalized($0.key).utf8.elementsEqual(name.utf8) }
    return entry.map { $0.value.array ?? [$0.value] }
  }

  /// Whether it is built and installed, or only a list of requirements.
  ///
  /// - Parameter requiresBackend: whether it must name a build backend to be built.
  func isPackage(requiresBackend: Bool) -> Bool {
    if let isPackage = settings?["package"]?.bool { return isPackage }
    return manifest.root["build-system"] != nil || !requiresBackend
  }

  /// The dependency groups, among them `dev` in uv's older form.
  var groups: [DependencyGroups.Group] {
    get throws(ProjectManifest.Failure) {
      try DependencyGroups(
        manifest.root["dependency-groups"], settings: settings?["dependency-groups"],
        development: settings?["dev-dependencies"]
      ).groups
    }
  }

  /// The words a message begins with that is about a key of the manifest.
  var prefix: String { folder == "." ? "" : folder + "/pyproject.toml: " }
}
