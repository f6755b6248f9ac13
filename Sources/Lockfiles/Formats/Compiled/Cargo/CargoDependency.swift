/// What a `Cargo.toml` asks for in one of its tables of dependencies.
struct CargoDependency {
  enum Place {
    case registry
    case git(address: String, reference: String?)
    /// As written, relative to the folder of the manifest that ``base`` names.
    case path(String)
  }

  /// The package's name, whatever the manifest calls it.
  let name: String
  /// Nil for any version.
  let requirement: String?
  let place: Place
  /// The manifest that a path is relative to: that of the workspace when the dependency is inherited.
  let base: LockPath
  let isDevelopment: Bool
  let isOptional: Bool
  let line: Int?

  /// - Parameters:
  ///   - value: a version, or a table.
  ///   - inherited: `[workspace.dependencies]` of the workspace's manifest, and where that lies.
  init(
    key: String, _ value: DataValue, isDevelopment: Bool, in manifest: LockPath,
    inherited: (dependencies: DataValue?, manifest: LockPath)
  ) {
    var value = value
    var base = manifest
    isOptional = value["optional"]?.bool ?? false
    line = value.line
    if value["workspace"]?.bool == true, let shared = inherited.dependencies?[key] {
      value = shared
      base = inherited.manifest
    }
    self.base = base
    self.isDevelopment = isDevelopment
    name = value["package"]?.string ?? key
    requirement = value.string ?? value["version"]?.string
    if let path = value["path"]?.string {
      place = .path(path)
    } else if let address = value["git"]?.string {
      let reference = ["branch", "tag", "rev"].lazy.compactMap { key in value[key]?.string.map { key + "=" + $0 } }
        .first
      place = .git(address: address, reference: reference)
    } else {
      place = .registry
    }
  }
}
