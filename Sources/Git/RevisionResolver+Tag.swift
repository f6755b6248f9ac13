public import Fingerprints

/// A tag, and what it stands for.
public struct ResolvedTag: Hashable, Sendable {
  /// The tag object; nil for a lightweight tag.
  public let object: ObjectID?
  public let commit: ObjectID
  public let tree: ObjectID
}

extension RevisionResolver {
  /// The tag whose ref has the full name `ref`; nothing else of that name is looked at.
  ///
  /// - Throws: as ``resolve(_:)``, and ``GitFailure`` of kind `badRevision` when `ref` is not below `refs/tags/`.
  public func tag(_ ref: String) throws(GitFailure) -> ResolvedTag {
    let name = try RevisionName(tag: ref)
    let walk = try RevisionWalk(layout)
    let object = try base(of: name, walk).object
    let commit = try walk.commit(object, name)
    let tree = try walk.tree(commit, name).tree
    return ResolvedTag(object: object == commit ? nil : object, commit: commit, tree: tree)
  }
}
