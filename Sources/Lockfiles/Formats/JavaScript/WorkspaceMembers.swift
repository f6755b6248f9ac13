/// Which of the folders in a lock of npm are members of its workspace.
struct WorkspaceMembers {
  /// The names of links and the folders they lead to.
  let linked: [(name: String, folder: String)]
  private let patterns: [WorkspacePattern]

  /// - Parameter packages: by their folder; the root's is empty.
  init(_ packages: DataTable) {
    let root = packages[""]?["workspaces"]
    patterns = (root?["packages"]?.strings ?? root?.strings ?? []).map(WorkspacePattern.init)
    linked = packages.members.compactMap { location, value in
      guard value["link"]?.bool == true, let folder = value["resolved"]?.string else { return nil }
      return (PackageLockPackages.name(ofFolder: location), folder)
    }
  }

  func isMember(_ folder: String) -> Bool {
    patterns.last { $0.matches(folder) }.map { !$0.isNegated } ?? false
  }
}
