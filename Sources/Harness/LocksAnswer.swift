internal import BuildContext
internal import Fingerprints
internal import Git

/// Answers for lockfiles, inside a worker: their parsers read other people's files.
enum LocksAnswer {
  static func read(_ source: LocksSource) throws -> [LockReport] {
    switch source {
    case .directory(let path):
      let tree = try DirectoryTree(path)
      return try LockObservation.read(paths: TreeListing.files(of: tree), from: tree).map(LockObservation.report)
    case .file(let directory, let name):
      return try LockObservation.read(paths: [BytePath(name)], from: DirectoryTree(directory))
        .map(LockObservation.report)
    case .commit(let repository, let revision):
      let layout = try RepositoryLayout.find(around: repository)
      let commit = try RevisionResolver(layout).resolve(revision).commit
      let store = try ObjectStore(objectsDirectory: layout.objectsDirectory)
      let tree = try store.commit(commit).tree
      let entries = try CommitTree.list(tree, in: store)
      return try CommitLocks.read(entries: entries, objectsDirectory: layout.objectsDirectory, tree: tree)
        .map(LockObservation.report)
    }
  }
}
