internal import BuildContext
internal import Fingerprints
internal import Git
internal import Model

/// Answers for lockfiles, inside a worker: their parsers read other people's files.
enum LocksAnswer {
  static func read(_ source: LocksSource) throws -> [LockReport] {
    switch source {
    case .directory(let path):
      let tree = try DirectoryTree(path)
      return try LockObservation.read(paths: TreeListing.files(of: tree), from: tree).map(LockObservation.report)
    case .file(let directory, let name):
      let locks = try LockObservation.read(paths: [BytePath(name)], from: DirectoryTree(directory))
      if locks.isEmpty {
        throw Breakdown(
          .usage, "\(PathText.visible(name)) is no lockfile of a known format, or no regular file",
          remedy: "formats are known by the file's name, as requirements.txt or poetry.lock")
      }
      return locks.map(LockObservation.report)
    case .commit(let repository, let revision):
      let layout = try RepositoryLayout.find(around: repository)
      let root = try RevisionResolver(layout).resolveTree(revision).tree
      let store = try ObjectStore(objectsDirectory: layout.objectsDirectory)
      let tree = try GitTree(
        CheckoutObjects(objectsDirectory: layout.objectsDirectory), root: root,
        directory: layout.prefix == "." ? .root : BytePath(layout.prefix)
      ).root
      let entries = try CommitTree.list(tree, in: store)
      return try CommitLocks.read(entries: entries, objectsDirectory: layout.objectsDirectory, tree: tree)
        .map(LockObservation.report)
    }
  }
}
