internal import Fingerprints
internal import Git

/// Finds what differs between two trees that have the same names, reading only directories that are not the same.
enum ReplacedFiles {
  /// Another file, or the same with another executable bit.
  struct File {
    /// From the roots of the trees.
    let path: BytePath
    let id: ObjectID
    let isExecutable: Bool
  }

  /// The files of `new` that are not those of `old`, in git's order; nil when anything but files differs.
  ///
  /// - Throws: ``GitFailure`` when a tree cannot be read.
  static func between(_ old: ObjectID, _ new: ObjectID, in store: borrowing ObjectStore) throws(GitFailure) -> [File]? {
    var found: [File] = []
    return try collect(old, new, at: .root, store, &found) ? found : nil
  }

  private static func collect(
    _ old: ObjectID, _ new: ObjectID, at path: BytePath, _ store: borrowing ObjectStore, _ found: inout [File]
  ) throws(GitFailure) -> Bool {
    if old == new { return true }
    let before = try store.entries(ofTree: old, what: PathText.visible(path))
    let after = try store.entries(ofTree: new, what: PathText.visible(path))
    guard before.count == after.count else { return false }
    for (one, other) in zip(before, after) where one != other {
      guard one.name == other.name else { return false }
      let child = path.appending(other.name)
      switch (one.kind, other.kind) {
      case (.directory, .directory):
        guard try collect(one.id, other.id, at: child, store, &found) else { return false }
      case (.file, .file(let isExecutable)):
        found.append(File(path: child, id: other.id, isExecutable: isExecutable))
      default: return false
      }
    }
    return true
  }
}
