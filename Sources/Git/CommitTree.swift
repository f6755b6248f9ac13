public import Fingerprints
internal import Limits

/// One entry of a commit's tree with its path from the root.
public struct TreeEntry: Hashable, Sendable {
  public let path: BytePath
  public let kind: GitEntry.Kind
  public let id: ObjectID
  /// See ``GitEntry/remark``.
  public let remark: String?
}

/// The whole tree of a commit as a list.
public enum CommitTree {
  /// Every entry below `tree`, a directory before its entries, in git's order.
  ///
  /// - Throws: ``GitFailure`` when a tree cannot be read, is refused, or a limit is reached.
  public static func list(
    _ tree: ObjectID, in store: borrowing ObjectStore, limits: TreeLimits = TreeLimits()
  ) throws(GitFailure) -> [TreeEntry] {
    var result: [TreeEntry] = []
    try append(tree, at: .root, depth: 0, store, limits, &result)
    return result
  }

  /// Reads what the files and links of `entries` hold, for a program that might stumble over what is damaged.
  ///
  /// - Throws: ``GitFailure`` for the first that cannot be read.
  public static func requireReadable(
    _ entries: [TreeEntry], in store: borrowing ObjectStore
  ) throws(GitFailure) {
    for entry in entries where entry.kind != .directory && entry.kind != .submodule {
      try store.withObject(entry.id, .blob, what: PathText.visible(entry.path)) { _ throws(GitFailure) in }
    }
  }

  private static func append(
    _ tree: ObjectID, at directory: BytePath, depth: Int, _ store: borrowing ObjectStore, _ limits: TreeLimits,
    _ result: inout [TreeEntry]
  ) throws(GitFailure) {
    guard depth <= limits.depth else {
      throw GitFailure(
        kind: .limit, operation: "read the tree at \(PathText.visible(directory).prefix(80))…",
        detail: "more than \(limits.depth) levels of directories", remedy: LimitName.depth.remedy)
    }
    let shown = directory.isRoot ? "the root tree" : PathText.visible(directory)
    for entry in try store.entries(ofTree: tree, what: shown) {
      let path = directory.appending(entry.name)
      guard path.bytes.count <= limits.pathLength else {
        throw GitFailure(
          kind: .limit, operation: "read the tree at \(shown.prefix(80))",
          detail: "a path of \(path.bytes.count) bytes, and the limit is \(limits.pathLength)",
          remedy: LimitName.path.remedy)
      }
      guard result.count < limits.entries else {
        throw GitFailure(
          kind: .limit, operation: "read the tree at \(shown)", detail: "more than \(limits.entries) entries",
          remedy: LimitName.entries.remedy)
      }
      result.append(TreeEntry(path: path, kind: entry.kind, id: entry.id, remark: entry.remark))
      if entry.kind == .directory {
        try append(entry.id, at: path, depth: depth + 1, store, limits, &result)
      }
    }
  }
}
