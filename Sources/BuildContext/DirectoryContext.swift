internal import Fingerprints

/// The context of a directory, as a builder would send it: tracked or not does not matter.
public enum DirectoryContext {
  /// Reads and hashes all of `tree`, leaving out what `ignoreFile` drops.
  ///
  /// - Throws: ``ContextFailure``.
  public static func read(
    _ tree: DirectoryTree, ignoring ignoreFile: FoundIgnoreFile, threads: Int, limits: ContextLimits = ContextLimits()
  ) throws -> BuildContextContents {
    let steady = SteadyTree(tree)
    let walk = try ContextWalk.select(from: tree, ignoring: ignoreFile, limits: limits)
    let contents = try read(tree, chosen: walk, ignoreFile: ignoreFile.name, threads: threads)
    try steady.require(walk) { try ContextWalk.select(from: tree, ignoring: ignoreFile, limits: limits) }
    return contents
  }

  /// Reads and hashes what `walk` chose of `tree` by the rules of `ignoreFile`.
  ///
  /// - Throws: ``ContextFailure``.
  public static func read(
    _ tree: DirectoryTree, chosen walk: ContextWalk<DirectoryTree>.Result, ignoreFile: String?, threads: Int
  ) throws -> BuildContextContents {
    let root = SendableTree(tree: tree)
    let regular = walk.selected.filter { !$0.isSpecial }
    let entries = try ParallelMap.map(
      regular.map(SendableSelection.init), threads: threads,
      makeWorker: { try DirectoryContent(of: root.tree) },
      transform: { reader, selection in try reader.entry(selection.entry) })
    return BuildContextContents(
      entries: entries, ignoredCount: walk.ignoredCount, warnings: walk.warnings(ignoreFile: ignoreFile))
  }

  /// The tree's descriptor is only read from.
  private struct SendableTree: @unchecked Sendable { let tree: DirectoryTree }
  private struct SendableSelection: @unchecked Sendable {
    let entry: ContextWalk<DirectoryTree>.Selected
  }
}
