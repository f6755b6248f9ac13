public import Fingerprints

/// A revision's commit.
public struct ResolvedRevision: Hashable, Sendable {
  public let commit: ObjectID
  /// True for tags and object ids, which stay; false for branches and `HEAD`, which move.
  public let isFixed: Bool
}

/// The tree that a revision names.
public struct ResolvedTree: Hashable, Sendable {
  public let tree: ObjectID
  /// The commit whose tree it is; nil when the revision names the tree itself.
  public let commit: ObjectID?
}

/// Turns the name of a revision into the id of one commit, or of one tree.
public struct RevisionResolver: Sendable {
  let layout: RepositoryLayout

  public init(_ layout: RepositoryLayout) { self.layout = layout }

  /// The commit that `revision` names, and whether it always will.
  ///
  /// Accepted: `HEAD`, full ref names, names of tags, branches, remote branches and remotes, object ids of at least
  /// four digits, each with any number of `~N`, `^N`, `^{commit}`, `^{}` behind it. Reflog, date, path and
  /// search forms are not: what they name depends on more than the repository's content.
  /// - Throws: ``GitFailure`` of kind `badRevision`, `unknownRevision` or `ambiguousRevision`, `object` when an object on
  ///   the way is missing or damaged, and `notARepository` when libgit2 cannot open the repository.
  public func resolve(_ revision: String) throws(GitFailure) -> ResolvedRevision {
    let revision = try RevisionName(revision)
    let walk = try RevisionWalk(layout)
    let base = try base(of: revision, walk)
    let commit = try walk.commit(walk.follow(revision, from: base.object), revision)
    return ResolvedRevision(commit: commit, isFixed: base.ref.map { $0.hasPrefix("refs/tags/") } ?? true)
  }

  /// The tree that `revision` names: that of a commit, or with `^{tree}` behind it, by its own id or by a tag of a tree
  /// one without a commit. Otherwise what ``resolve(_:)`` accepts.
  ///
  /// - Throws: as ``resolve(_:)``.
  public func resolveTree(_ revision: String) throws(GitFailure) -> ResolvedTree {
    let revision = try RevisionName(revision)
    let walk = try RevisionWalk(layout)
    let base = try base(of: revision, walk)
    let found = try walk.tree(walk.follow(revision, from: base.object), revision)
    return ResolvedTree(tree: found.tree, commit: found.commit)
  }

  /// The object that the name of a revision stands for, and the ref it was found by; nil for an id.
  func base(
    of revision: RevisionName, _ walk: borrowing RevisionWalk
  ) throws(GitFailure) -> (object: ObjectID, ref: String?) {
    // The commonest questions by far, and starting libgit2 takes longer than the answer.
    if PlainConfiguration.isPlain(layout), let found = RefFiles(layout).find(revision.name) {
      return found.ref == nil ? (try id(revision, walk), nil) : found
    }
    let refs = try LibraryRefs(layout)
    let name = revision.name == "@" ? "HEAD" : revision.name
    if name == "HEAD" || name.hasPrefix("refs/") {
      if let id = try refs.target(of: name) { return (id, name) }
      guard name == "HEAD", refs.isHeadUnborn else { throw unknown(revision) }
      throw GitFailure(
        kind: .unknownRevision, operation: "resolve the revision \"\(revision.shown)\"",
        detail: "the current branch has no commit yet", remedy: "commit first")
    }
    var found: [(object: ObjectID, ref: String)] = []
    for ref in ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].map({ $0 + name }) {
      if let id = try refs.target(of: ref) { found.append((id, ref)) }
    }
    let remote = "refs/remotes/" + name + "/HEAD"
    if found.isEmpty, let id = try refs.target(of: remote) { found.append((id, remote)) }
    guard let first = found.first else { return (try id(revision, walk), nil) }
    let objects = Set(
      try found.map { (entry) throws(GitFailure) in try walk.untagged(entry.object, PathText.visible(entry.ref)).id })
    guard objects.count == 1 else {
      let refs = found.map(\.ref).joined(separator: " and ")
      throw GitFailure(
        kind: .ambiguousRevision, operation: "resolve the revision \"\(revision.shown)\"",
        detail: "it names different commits: \(PathText.visible(refs))", remedy: "write the full name of the ref")
    }
    return first
  }

  /// The object whose id, perhaps shortened, is the name of `revision`.
  private func id(_ revision: RevisionName, _ walk: borrowing RevisionWalk) throws(GitFailure) -> ObjectID {
    let digits = revision.name
    guard (4...40).contains(digits.utf8.count), digits.utf8.allSatisfy({ Hex.value(of: $0) != nil }) else {
      throw unknown(revision)
    }
    let found = try walk.ids(beginningWith: digits)
    guard found.count <= 1 else {
      throw GitFailure(
        kind: .ambiguousRevision, operation: "resolve the revision \"\(revision.shown)\"",
        detail: "several objects begin with it", remedy: "give more digits")
    }
    // Where it may lie in a file that is damaged, reading it says so.
    guard let id = found.first ?? (walk.hasGaps ? ObjectID(hex: digits.lowercased()) : nil) else {
      throw unknown(revision)
    }
    return id
  }

  private func unknown(_ revision: RevisionName) -> GitFailure {
    GitFailure(
      kind: .unknownRevision, operation: "resolve the revision \"\(revision.shown)\"",
      detail: "no tag, branch or commit has that name",
      remedy: ShallowEnds.of(layout).isEmpty
        ? "\"git tag\" and \"git branch -a\" list the names" : ShallowEnds.remedy)
  }
}
