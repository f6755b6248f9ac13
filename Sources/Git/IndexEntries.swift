internal import Clibgit2
public import Fingerprints
internal import Glibc

/// A path in the index, with what was said of it there.
public struct IndexEntry: Hashable, Sendable {
  public let path: BytePath
  public let id: ObjectID
  /// `git update-index --skip-worktree`, and what a sparse checkout leaves out.
  public let skipsWorkTree: Bool
  /// `git update-index --assume-unchanged`.
  public let isAssumedUnchanged: Bool
  /// Whether a merge left it undecided.
  public let isConflicted: Bool
}

/// Reads the index of a work tree.
public enum IndexEntries {
  /// In the order of the index; empty without one.
  ///
  /// Source: gitformat-index(5), read by libgit2.
  /// - Throws: ``GitFailure`` for an index that is damaged or of a form that libgit2 does not read, such as a split one.
  public static func read(_ layout: RepositoryLayout) throws(GitFailure) -> [IndexEntry] {
    let path = layout.gitDirectory + "/index"
    try RepositoryLayout.requireRegular(path)
    guard access(path, F_OK) == 0 else { return [] }
    try GitLibrary.start()
    let index = try Handle("read the index \(PathText.visible(path))", free: git_index_free) {
      git_index_open(&$0, path)
    }
    return (0..<git_index_entrycount(index.pointer)).compactMap { number in
      guard let entry = git_index_get_byindex(index.pointer, number)?.pointee, let name = entry.path else { return nil }
      return IndexEntry(
        path: BytePath(UnsafeRawBufferPointer(start: name, count: strlen(name)).map { $0 }),
        id: ObjectID(copying: entry.id),
        skipsWorkTree: entry.flags_extended & UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue) != 0,
        isAssumedUnchanged: entry.flags & 0x8000 != 0,
        isConflicted: entry.flags & UInt16(GIT_INDEX_ENTRY_STAGEMASK) != 0)
    }
  }

  /// Writes an index that has what is checked out, so that git takes the work tree for one of its own.
  ///
  /// - Parameter gitDirectory: of a repository that has no index yet.
  /// - Throws: ``GitFailure``.
  public static func write(_ entries: [TreeEntry], to gitDirectory: String) throws(GitFailure) {
    try GitLibrary.start()
    let index = try Handle("make the index", free: git_index_free) { git_index_open(&$0, gitDirectory + "/index") }
    for tracked in entries {
      var entry = git_index_entry()
      switch tracked.kind {
      case .directory: continue
      case .file(let executable): entry.mode = executable ? 0o100755 : 0o100644
      case .symlink: entry.mode = 0o120000
      case .submodule: entry.mode = 0o160000
      }
      entry.id = tracked.id.rawID
      let code = withCString(tracked.path.bytes) { text in
        entry.path = text
        return git_index_add(index.pointer, &entry)
      }
      try GitFailure.check(code, "add \(PathText.visible(tracked.path)) to the index")
    }
    try GitFailure.check(git_index_write(index.pointer), "write the index")
  }
}
