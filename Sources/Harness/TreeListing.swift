internal import BuildContext
internal import Fingerprints
internal import Lockfiles

/// The paths of a tree's files, where lockfiles may lie.
enum TreeListing {
  /// Directories that hold other people's files; nothing below them is this project's.
  static let foreignDirectories: Set<[UInt8]> = Set(LockfileReader.foreignFolders.map { Array($0.utf8) })

  /// What version control keeps, in which names of branches would look like files.
  private static let versionControl: Set<[UInt8]> = Set([".git", ".hg", ".svn"].map { Array($0.utf8) })

  /// What a tree holds, in no order.
  struct Contents {
    var files: [BytePath] = []
    var links: [BytePath] = []
  }

  /// In no order; below 512 directories nothing is listed.
  ///
  /// - Parameter includingForeign: whether to enter ``foreignDirectories``, those of version control excepted.
  /// - Throws: what the tree throws.
  static func files<Tree: ContextTree>(of tree: Tree, includingForeign: Bool = false) throws -> [BytePath] {
    try contents(of: tree, includingForeign: includingForeign).files
  }

  /// ``files(of:includingForeign:)``, and the links among them.
  static func contents<Tree: ContextTree>(of tree: Tree, includingForeign: Bool = false) throws -> Contents {
    let skipped = includingForeign ? versionControl : foreignDirectories
    var contents = Contents()
    try append(nil, at: .root, of: tree, skipping: skipped, to: &contents, depth: 0)
    return contents
  }

  private static func append<Tree: ContextTree>(
    _ node: Tree.Node?, at path: BytePath, of tree: Tree, skipping skipped: Set<[UInt8]>, to contents: inout Contents,
    depth: Int
  ) throws {
    guard depth <= ContextLimits().depth else { return }
    for child in try tree.children(of: node) {
      let place = path.appending(child.name)
      switch child.kind {
      case .file: contents.files.append(place)
      case .symlink: contents.links.append(place)
      case .directory where !skipped.contains(child.name):
        try append(child.node, at: place, of: tree, skipping: skipped, to: &contents, depth: depth + 1)
      default: continue
      }
    }
  }
}
