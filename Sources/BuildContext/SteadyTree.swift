internal import Fingerprints
internal import Glibc

/// Tells whether the names in a tree are those that were found when it was walked.
///
/// A file is looked at before and after it is read; a directory is, too, once everything is read. Where one has changed
/// the tree is walked again: what was put beside the context, and is ignored, does not matter.
struct SteadyTree {
  private let tree: DirectoryTree
  private let root: FileStamp?

  /// To be made before `tree` is walked.
  init(_ tree: DirectoryTree) {
    self.tree = tree
    root = tree.stamp()
  }

  /// Whether all of `directories`, and the root, are as they were when they were found.
  func holds(_ directories: some Sequence<(path: BytePath, stamp: FileStamp)>) -> Bool {
    guard let now = tree.stamp(), let root, now.hasTimes(of: root) else { return false }
    return directories.allSatisfy { directory in
      var info = stat()
      let path = directory.path.isRoot ? BytePath(".") : directory.path
      return withCString(path.bytes) { fstatat(tree.root, $0, &info, AT_SYMLINK_NOFOLLOW) } == 0
        && FileStamp(info).hasTimes(of: directory.stamp)
    }
  }

  /// - Parameter again: walks the tree once more.
  /// - Throws: ``ContextFailure`` when it gives other entries; what `again` throws.
  func require(_ walk: ContextWalk<DirectoryTree>.Result, again: () throws -> ContextWalk<DirectoryTree>.Result) throws
  {
    // A directory that is removed while it is open is empty from then on.
    if tree.isRemoved { throw ContextFailure.changedWhileRead(.root) }
    let directories = walk.selected.lazy.filter { $0.kind == .directory }.map { (path: $0.path, stamp: $0.node.stamp) }
    if holds(directories) { return }
    let found = try again().selected
    for (one, other) in zip(walk.selected, found) where !Self.isSame(one, other) {
      throw ContextFailure.changedWhileRead(min(one.path, other.path))
    }
    guard walk.selected.count == found.count else {
      let longer = walk.selected.count > found.count ? walk.selected : found
      throw ContextFailure.changedWhileRead(longer[min(walk.selected.count, found.count)].path)
    }
  }

  private static func isSame(
    _ one: ContextWalk<DirectoryTree>.Selected, _ other: ContextWalk<DirectoryTree>.Selected
  ) -> Bool {
    guard one.path == other.path, one.kind == other.kind, one.node.permissions == other.node.permissions else {
      return false
    }
    return one.kind == .directory || one.node.stamp.hasTimes(of: other.node.stamp)
  }
}
