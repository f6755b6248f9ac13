/// Which of the folders in a lock of npm are members of its workspace.
struct WorkspaceMembers {
  /// The names of links and the folders they lead to.
  let linked: [(name: String, folder: String)]
  private let patterns: WorkspacePatterns
  /// More than any workspace has: each is held against all patterns.
  private static let maximumFolders = 20_000

  /// - Parameter packages: by their folder; the root's is empty.
  init(_ packages: DataTable) {
    let root = packages[""]?["workspaces"]
    let folders = packages.members.count { !PackageLockPackages.isInstalled($0.key) }
    let texts = root?["packages"]?.strings ?? root?.strings ?? []
    patterns = WorkspacePatterns(folders <= Self.maximumFolders ? texts : [])
    linked = packages.members.compactMap { location, value in
      guard value["link"]?.bool == true, let folder = value["resolved"]?.string else { return nil }
      return (PackageLockPackages.name(ofFolder: location), folder)
    }
  }

  func isMember(_ folder: String) -> Bool { patterns.choose(folder) }
}
