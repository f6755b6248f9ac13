internal import BuildContext
internal import Fingerprints
internal import Model

/// A tar on standard input as the repository of the compose files in it.
struct ArchiveRepository: ComposeRepository {
  let files: RepositoryFiles<ArchiveTree>
  let commit: String? = nil

  init(_ tree: ArchiveTree) { files = RepositoryFiles(tree: tree, prefix: .root, absoluteRoot: nil) }

  func subtree(_ path: BytePath) throws -> ArchiveTree {
    guard let tree = files.tree.subtree(path) else {
      throw Breakdown(.usage, "there is no directory \(files.shown(path)) in the archive")
    }
    return tree
  }

  /// - Throws: always: a context of an archive is all of it.
  func context(_ path: BytePath, _ ignore: IgnoreOverride) throws -> ContextAnswer {
    throw Breakdown(
      .usage, "the contexts of compose services in an archive have no digests",
      remedy: "unpack it and name the directory")
  }

  func source(_ path: BytePath) -> ContextSource { .archive }
}
