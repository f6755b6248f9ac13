internal import BuildContext
internal import Fingerprints
internal import Git
internal import Model

/// Reads a tree whole, as the recipe of a repository with one commit.
enum RepositorySnapshot {
  static let maximumFiles = 50_000
  static let maximumBytes = 64 << 20

  /// The files at `revision` of the repository around `path`, or when that is nil those that lie in `path`.
  ///
  /// Files whose names are not UTF-8, and all that is neither file nor link, are left out: a scenario cannot name them.
  /// - Throws: ``GitFailure``, ``ContextFailure``, and ``Breakdown`` when there is more than a scenario may hold.
  static func read(_ path: String, revision: String?) throws -> SyntheticRecipe {
    var files: [FileChange] = []
    if let revision {
      let layout = try RepositoryLayout.find(around: path)
      let commit = try RevisionResolver(layout).resolve(revision).commit
      let reader = try CheckoutReader(objectsDirectory: layout.objectsDirectory)
      let tree = try reader.store.commit(commit).tree
      let entries = try CommitTree.list(tree, in: reader.store)
      // No attribute file is added, so the bytes are the blobs'.
      let raw = try GitTree(
        CheckoutObjects(objectsDirectory: layout.objectsDirectory), root: tree, directory: .root)
      var bytes = 0
      for entry in entries {
        switch entry.kind {
        case .directory: continue
        case .submodule:
          if let name = entry.path.utf8Text {
            files.append(FileChange(path: name, action: .submodule(commit: entry.id.hex)))
          }
        case .file(let executable): try add(raw, entry.path, executable, to: &files, &bytes)
        case .symlink: try add(raw, entry.path, false, to: &files, &bytes)
        }
      }
    } else {
      let tree = try DirectoryTree(path)
      var bytes = 0
      for file in try TreeListing.files(of: tree) { try add(tree, file, false, to: &files, &bytes) }
    }
    return SyntheticRecipe(commits: [CommitRecipe(message: "state", time: CommitRecipe.firstTime, files: files)])
  }

  private static func add(
    _ tree: some ContextFiles, _ path: BytePath, _ executable: Bool, to files: inout [FileChange], _ bytes: inout Int
  ) throws {
    guard let name = path.utf8Text else { return }
    switch try tree.look(at: path) {
    case .file(let content):
      bytes += content.count
      files.append(FileChange(path: name, action: .file(content: FileContent(content), executable: executable)))
    case .link(let target):
      files.append(FileChange(path: name, action: .symlink(target: String(decoding: target, as: UTF8.self))))
    case .directory, .special, .missing: return
    }
    guard files.count <= maximumFiles, bytes <= maximumBytes else {
      throw Breakdown(
        .usage, "the tree has more than \(maximumFiles) files or \(maximumBytes >> 20) MiB",
        remedy: "remove by hand what plays no part, on a branch, and take that")
    }
  }
}
