/// The `pyproject.toml` that a lock of pdm was made from, and those of its workspace's members.
struct PDMProject {
  /// A member of the workspace by its folder, relative to the root's.
  typealias Member = (folder: String, manifest: DataValue)

  enum Manifest {
    case missing
    /// Why it cannot be read.
    case unreadable(String)
    case read(DataValue)
  }

  private(set) var manifest = Manifest.missing
  /// In byte order of the folders; nil when they cannot be told.
  private(set) var members: [Member]? = []
  /// To the manifest beside the lock.
  let reference: LockReference
  /// To the manifests of the members, and to the files that building needs.
  private(set) var references: [LockReference] = []

  /// - Parameter lock: the manifest lies beside it.
  init(at lock: LockPath, source: any LockfileSource) {
    reference = LockReference(.manifest, "pyproject.toml", from: lock)
    do throws(ProjectManifest.Failure) {
      guard let root = try ProjectManifest.read("pyproject.toml", from: lock, source) else { return }
      manifest = .read(root.root)
      references = root.files
    } catch {
      manifest = .unreadable(error.reason)
    }
    readMembers(lock, source)
  }

  private mutating func readMembers(_ lock: LockPath, _ source: any LockfileSource) {
    guard case .read(let root) = manifest,
      let patterns = root["tool"]?["pdm"]?["workspace"]?["members"]?.strings, !patterns.isEmpty
    else { return }
    guard let folders = WorkspaceFolders.matching(patterns, manifest: "pyproject.toml", from: lock, source) else {
      members = nil
      return
    }
    for folder in folders {
      references.append(LockReference(.member, folder + "/pyproject.toml", from: lock))
      if let member = try? ProjectManifest.read(folder + "/pyproject.toml", from: lock, source) {
        members?.append((folder, member.root))
        references += member.files
      } else {
        members = nil
      }
    }
  }
}
