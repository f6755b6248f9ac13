internal import BuildContext
internal import ContainerFiles
internal import ContextAdvice
internal import Dockerignore
internal import Fingerprints
internal import Model

/// A context that questions are asked about: its tree, its ignore file and its Dockerfile.
struct AdvisedContext<Tree: ContextTree & ContextFiles> {
  let tree: Tree
  let dockerfile: String
  /// 40 digits; nil for a directory.
  let commit: String?
  /// The size of a file's content in bytes.
  let size: (Tree.Node) -> UInt64

  /// Every entry, ignored ones too.
  ///
  /// - Throws: what the tree throws, and ``ContextFailure`` when a limit is reached.
  func entries() throws -> AdviceTree {
    let walk = try ContextWalk.select(from: tree, by: ContextFilter(ignoring: .empty), named: "")
    return AdviceTree(
      walk.selected.map { entry in
        switch entry.kind {
        case .file: (entry.path.bytes, .file, size(entry.node))
        case .symlink: (entry.path.bytes, .symlink, size(entry.node))
        case .directory: (entry.path.bytes, .directory, 0)
        case .special: (entry.path.bytes, .special, 0)
        }
      })
  }

  /// The lines of the Dockerfile that read the context, and what kept them from being read.
  func reads() throws -> (reads: [BuildRead], warnings: [String]) {
    guard let path = BytePath(dockerfile).normalised(), case .file(let bytes) = try tree.look(at: path) else {
      return ([], [])
    }
    do {
      let reads = try Dockerfile(bytes).contextReads(target: nil, buildArguments: [:])
      return (try reads.map { try BuildRead($0, of: dockerfile, in: tree) }, [])
    } catch let error as DockerfileError {
      return ([], ["\(error.text(in: dockerfile)); its COPY lines are unknown"])
    }
  }
}
