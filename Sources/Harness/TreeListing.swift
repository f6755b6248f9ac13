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

  /// In no order.
  ///
  /// - Parameter includingForeign: whether to enter ``foreignDirectories``, those of version control excepted.
  /// - Throws: ``ContextFailure`` when a limit is reached; what the tree throws.
  static func files<Tree: ContextTree>(of tree: Tree, includingForeign: Bool = false) throws -> [BytePath] {
    try contents(of: tree, includingForeign: includingForeign).files
  }

  /// ``files(of:includingForeign:)``, and the links among them.
  static func contents<Tree: ContextTree>(of tree: Tree, includingForeign: Bool = false) throws -> Contents {
    let skipped = includingForeign ? versionControl : foreignDirectories
    var contents = Contents()
    var listing = Listing(limits: ContextLimits())
    try append(nil, at: .root, of: tree, skipping: skipped, to: &contents, &listing)
    return contents
  }

  /// How far a listing has come, and may go.
  private struct Listing {
    let limits: ContextLimits
    var entries = 0
    var depth = 0

    mutating func enter(_ path: BytePath) throws(ContextFailure) {
      entries += 1
      guard entries <= limits.entries else { throw .tooManyEntries(limit: limits.entries) }
      guard depth <= limits.depth else { throw .tooDeep(path, limit: limits.depth) }
      guard path.bytes.count <= limits.pathLength else { throw .pathTooLong(path, limit: limits.pathLength) }
    }
  }

  private static func append<Tree: ContextTree>(
    _ node: Tree.Node?, at path: BytePath, of tree: Tree, skipping skipped: Set<[UInt8]>, to contents: inout Contents,
    _ listing: inout Listing
  ) throws {
    listing.depth += 1
    defer { listing.depth -= 1 }
    for child in try tree.children(of: node) {
      let place = path.appending(child.name)
      try listing.enter(place)
      switch child.kind {
      case .file: contents.files.append(place)
      case .symlink: contents.links.append(place)
      case .directory where !skipped.contains(child.name):
        try append(child.node, at: place, of: tree, skipping: skipped, to: &contents, &listing)
      default: continue
      }
    }
  }
}
