internal import BuildContext
internal import Dockerignore
internal import Fingerprints

/// The paths of a directory's files, where lockfiles may lie.
enum TreeListing {
  /// Directories that hold other people's files; nothing below them is this project's.
  static let foreignDirectories: Set<[UInt8]> = Set(
    [".git", "node_modules", ".venv", "venv", ".tox", ".nox", "site-packages", "__pycache__", ".mypy_cache"]
      .map { Array($0.utf8) })

  static func files(of tree: DirectoryTree) throws -> [BytePath] {
    var files: [BytePath] = []
    try append(nil, of: tree, to: &files, depth: 0)
    return files
  }

  private static func append(_ node: DirectoryNode?, of tree: DirectoryTree, to files: inout [BytePath], depth: Int)
    throws
  {
    guard depth <= ContextLimits().depth else { return }
    for child in try tree.children(of: node) {
      switch child.kind {
      case .file: files.append(child.node.path)
      case .directory where !foreignDirectories.contains(child.name):
        try append(child.node, of: tree, to: &files, depth: depth + 1)
      default: continue
      }
    }
  }
}
