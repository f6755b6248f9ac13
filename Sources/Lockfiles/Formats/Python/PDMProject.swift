/// The `pyproject.toml` that a lock of pdm was made from, and those of its workspace's members.
struct PDMProject {
  /// A member of the workspace by its folder, relative to the root's.
  typealias Member = (folder: String, manifest: DataValue)

  enum Manifest {
    case missing
    case unreadable(String)
    case read(DataValue)
  }

  let manifest: Manifest
  /// In byte order of the folders; nil when they cannot be told.
  let members: [Member]?
  /// To the manifest.
  let reference: LockReference
  /// To the manifests of the members.
  let references: [LockReference]

  /// - Parameter lock: the manifest lies beside it.
  init(at lock: LockPath, source: any LockfileSource) {
    reference = LockReference(.manifest, "pyproject.toml", from: lock)
    manifest = Self.manifest("pyproject.toml", from: lock, source)
    guard case .read(let project) = manifest,
      let patterns = project["tool"]?["pdm"]?["workspace"]?["members"]?.strings, !patterns.isEmpty
    else {
      members = []
      references = []
      return
    }
    let folders = WorkspaceFolders.matching(patterns, manifest: "pyproject.toml", from: lock, source)
    var members: [Member]? = []
    for folder in folders ?? [] {
      if case .read(let manifest) = Self.manifest(folder + "/pyproject.toml", from: lock, source) {
        members?.append((folder, manifest))
      } else {
        members = nil
      }
    }
    self.members = folders == nil ? nil : members
    references = (folders ?? []).map { LockReference(.member, $0 + "/pyproject.toml", from: lock) }
  }

  private static func manifest(_ name: String, from lock: LockPath, _ source: any LockfileSource) -> Manifest {
    guard let bytes = lock.resolving(name).flatMap(source.bytes(at:)) else { return .missing }
    do {
      return .read(try TOMLText.parse(try FileText.decode(bytes)))
    } catch {
      return .unreadable(error.message + (error.line.map { " in line \($0)" } ?? ""))
    }
  }
}
