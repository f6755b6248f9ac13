internal import BuildContext
internal import Fingerprints
internal import Model

/// The context that a scenario chooses of a tree on disk.
struct ChosenContext {
  let root: DirectoryTree
  let contents: BuildContextContents
  let ignoreFile: FoundIgnoreFile

  /// - Throws: ``Breakdown`` when there is no such directory or ignore file; ``ContextFailure``.
  static func read(_ choice: ContextChoice, in tree: DirectoryTree, threads: Int) throws -> ChosenContext {
    let root = choice.directory == "." ? tree : try tree.subtree(BytePath(choice.directory))
    guard let root else {
      throw Breakdown(.usage, "the tree has no directory \(PathText.visible(choice.directory)) to be the context")
    }
    let ignoreFile =
      try choice.ignoreFile.map { try ChosenIgnoreFile.read($0, in: tree) }
      ?? IgnoreFileFinder.find(in: root, dockerfile: choice.dockerfile)
    let contents = try DirectoryContext.read(root, ignoring: ignoreFile, threads: threads)
    return ChosenContext(root: root, contents: contents, ignoreFile: ignoreFile)
  }
}
