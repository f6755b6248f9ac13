internal import BuildContext
internal import Fingerprints
internal import Lockfiles

/// The paths of a tree's files, where lockfiles may lie.
enum TreeListing {
  /// Directories that hold other people's files; nothing below them is this project's.
  static let foreignDirectories: Set<[UInt8]> = Set(LockfileReader.foreignFolders.map { Array($0.utf8) })

  /// What version control keeps, in which names of branches would look like files.
  private static let versionControl: Set<[UInt8]> = Set([".git", ".hg", ".svn"].map { Array($0.utf8) })

  /// In no order; below 512 directories nothing is listed.
  ///
  /// - Parameters:
  ///   - includingForeign: whether to enter ``foreignDirectories``, those of version control excepted.
  ///   - links: takes the paths of symbolic links, which are none of the files.
  /// - Throws: what the tree throws.
  static func files<Tree: ContextTree>(
    of tree: Tree, includingForeign: Bool = false, links: ((BytePath) throws -> Void)? = nil
  ) throws -> [BytePath] {
    let skipped = includingForeign ? versionControl : foreignDirectories
    var files: [BytePath] = []
    try append(nil, at: .root, of: tree, skipping: skipped, to: &files, links, depth: 0)
    return files
  }

  private static func append<Tree: ContextTree>(
    _ node: Tree.Node?, at path: BytePath, of tree: Tree, skipping skipped: Set<[UInt8]>, to files: inout [BytePath],
    _ links: ((BytePath) throws -> Void)?, depth: Int
  ) throws {
    guard depth <= ContextLimits().depth else { return }
    for child in try tree.children(of: node) {
      let place = path.appending(child.name)
      switch child.kind {
      case .file: files.append(place)
      case .symlink: try links?(place)
      case .directory where !skipped.contains(child.name):
        try append(child.node, at: place, of: tree, skipping: skipped, to: &files, links, depth: depth + 1)
      default: continue
      }
    }
  }
}
