/// The manifests below the folder of a workspace, for the patterns that name its members.
struct WorkspaceManifests {
  /// Where the workspace's own manifest, or its lock, lies.
  private let place: LockPath
  /// The name of all manifests.
  private let name: String
  private let source: any LockfileSource
  /// All that there are, once a pattern asked for them.
  private var known: [LockPath]?

  init(_ name: String, around place: LockPath, in source: any LockfileSource) {
    self.name = name
    self.place = place
    self.source = source
  }

  /// The manifests of the folders that `text` names, in byte order; of a folder without pattern whether it is there or
  /// not, none when it lies outside of the tree.
  mutating func matching(_ text: String) -> [LockPath] {
    let pattern = PathPattern(text)
    if pattern.isLiteral { return [place.resolving(text + "/" + name)].compactMap { $0 }.map { LockPath($0) } }
    let folder = place.components.dropLast()
    let all =
      known ?? source.paths(below: folder.joined(separator: "/")).map { LockPath($0) }.filter { $0.name == name }
    known = all
    return all.filter { pattern.matches(Array($0.components.dropFirst(folder.count).dropLast())) }
  }
}
