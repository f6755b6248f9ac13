internal import Fingerprints

/// A `Cargo.toml`.
struct CargoManifest {
  let path: LockPath
  let name: String?
  /// Nil when it is said nowhere.
  let version: String?
  /// Of all tables and platforms, in their order.
  let dependencies: [CargoDependency]
  /// The program that builds it and the sources of library and programs, where the manifest names them.
  let files: [(path: String, line: Int?)]

  /// - Parameter workspace: the whole manifest of the workspace, for what members inherit.
  init(_ root: DataValue, at path: LockPath, workspace: (root: DataValue, path: LockPath)) {
    self.path = path
    let package = root["package"] ?? root["project"]
    name = package?["name"]?.string
    let shared = workspace.root["workspace"]
    // A package that is never published may go without.
    version =
      package?["version"]?["workspace"]?.bool == true
      ? shared?["package"]?["version"]?.string : package?["version"]?.string ?? (package == nil ? nil : "0.0.0")
    var dependencies: [CargoDependency] = []
    let platforms = (root["target"]?.members ?? []).map(\.value)
    for table in [root] + platforms {
      for (key, isDevelopment) in Self.tables {
        for (name, value) in table[key]?.members ?? [] {
          dependencies.append(
            CargoDependency(
              key: name, value, isDevelopment: isDevelopment, in: path,
              inherited: (shared?["dependencies"], workspace.path)))
        }
      }
    }
    self.dependencies = dependencies
    let programs = root["bin"]?.items ?? []
    let named = [package?["build"], root["lib"]?["path"]] + programs.map { $0["path"] }
    files = named.compactMap { value in value?.string.map { ($0, value?.line) } }
  }

  /// The spellings with `_` are older and still read.
  private static let tables = [
    ("dependencies", false), ("dev-dependencies", true), ("dev_dependencies", true), ("build-dependencies", false),
    ("build_dependencies", false),
  ]
}
