public import Dockerignore
internal import Fingerprints

/// The context of a directory, as a builder would send it: tracked or not does not matter.
public enum DirectoryContext {
  /// Reads and hashes all of `tree`, leaving out what `matcher` drops.
  ///
  /// - Throws: ``ContextFailure``.
  public static func read(
    _ tree: DirectoryTree, ignoring matcher: IgnoreMatcher, threads: Int, limits: ContextLimits = ContextLimits()
  ) throws -> BuildContextContents {
    let walk = try ContextWalk.select(from: tree, ignoring: matcher, limits: limits)
    let root = SendableTree(tree: tree)
    let entries = try ParallelMap.map(
      walk.selected.map(SendableSelection.init), threads: threads,
      makeWorker: { try DirectoryContent(of: root.tree) },
      transform: { reader, selection in try reader.entry(selection.entry) })
    let warnings = walk.special.map {
      "\(PathText.visible($0.path)) is a \($0.what) and is left out; ignore it or remove it"
    }
    return BuildContextContents(entries: entries, ignoredCount: walk.ignoredCount, warnings: warnings)
  }

  /// The tree's descriptor is only read from.
  private struct SendableTree: @unchecked Sendable { let tree: DirectoryTree }
  private struct SendableSelection: @unchecked Sendable {
    let entry: ContextWalk<DirectoryTree>.Selected
  }
}
