internal import Fingerprints

/// Goes from the object that a revision's name stands for to the one that the whole revision names.
struct RevisionWalk: ~Copyable {
  private let store: ObjectStore
  /// Commits at which a shallow clone ends.
  private let ends: Set<ObjectID>

  /// So many tags may lie one upon the other.
  private static let maximumTags = 16

  init(_ layout: RepositoryLayout) throws(GitFailure) {
    store = try ObjectStore(objectsDirectory: layout.objectsDirectory)
    ends = ShallowEnds.of(layout)
  }

  /// What `revision` names, `start` being what its name stands for; its type, tags followed only where a step says so.
  ///
  /// - Throws: ``GitFailure``.
  func follow(_ revision: RevisionName, from start: ObjectID) throws(GitFailure) -> ObjectID {
    var id = start
    for step in revision.steps {
      switch step {
      case .ancestor(let count):
        id = try commit(id, revision)
        for _ in 0..<count { id = try parent(1, of: id, revision) }
      case .parent(let number):
        id = try commit(id, revision)
        if number > 0 { id = try parent(number, of: id, revision) }
      case .untagged: id = try untagged(id, revision.shown).id
      case .commit: id = try commit(id, revision)
      case .tree: id = try tree(id, revision).tree
      }
    }
    return id
  }

  /// The commit that `id` is, or that it is a tag of.
  func commit(_ id: ObjectID, _ revision: RevisionName) throws(GitFailure) -> ObjectID {
    let object = try untagged(id, revision.shown)
    guard object.type == .commit else {
      throw GitFailure(
        kind: .unknownRevision, operation: "resolve the revision \"\(revision.shown)\"", detail: "it names no commit",
        remedy: "a tree or a file has no history; name the commit it belongs to")
    }
    return object.id
  }

  /// The tree that `id` is, or that it is a tag or a commit of; that commit, too.
  func tree(_ id: ObjectID, _ revision: RevisionName) throws(GitFailure) -> (tree: ObjectID, commit: ObjectID?) {
    let object = try untagged(id, revision.shown)
    switch object.type {
    case .tree: return (object.id, nil)
    case .commit: return (try store.commit(object.id).tree, object.id)
    default:
      throw GitFailure(
        kind: .unknownRevision, operation: "resolve the revision \"\(revision.shown)\"",
        detail: "it names neither a commit nor a tree", remedy: "name the commit or tree that the file is in")
    }
  }

  /// What `id` stands for when all tags are followed.
  ///
  /// - Parameter noting: gets each tag on the way, the outermost first.
  func untagged(
    _ id: ObjectID, _ shown: String, noting: ((TagRecord) -> Void)? = nil
  ) throws(GitFailure) -> (id: ObjectID, type: ObjectStore.ObjectType) {
    var id = id
    for _ in 0...Self.maximumTags {
      let (type, content) = try store.object(id, what: shown)
      guard type == .tag else { return (id, type) }
      guard let target = TagTarget.of(content) else {
        throw GitFailure(
          kind: .object, operation: "read tag \(id) (\(shown))", detail: "it does not begin with the object it is for",
          remedy: "run \"git fsck\" in the repository")
      }
      noting?(TagRecord(id, content, target: target))
      id = target
    }
    throw GitFailure(
      kind: .object, operation: "find the commit of \"\(shown)\"",
      detail: "more than \(Self.maximumTags) tags lie one upon the other", remedy: "name the commit itself")
  }

  private func parent(_ number: Int, of id: ObjectID, _ revision: RevisionName) throws(GitFailure) -> ObjectID {
    let isEnd = ends.contains(id)
    let parents = isEnd ? [] : try store.record(ofCommit: id).parents
    guard number <= parents.count else {
      let count = parents.count == 1 ? "one parent" : parents.isEmpty ? "no parent" : "\(parents.count) parents"
      throw GitFailure(
        kind: .unknownRevision, operation: "resolve the revision \"\(revision.shown)\"",
        detail: "the commit \(id) has \(count)" + (isEnd ? " here" : ""),
        remedy: isEnd ? ShallowEnds.remedy : "\"git log --graph\" shows the history")
    }
    return parents[number - 1]
  }

  /// The objects whose ids begin with `digits`.
  func ids(beginningWith digits: String) throws(GitFailure) -> [ObjectID] { try store.ids(beginningWith: digits) }

  /// Whether files are missing or damaged in which objects might be.
  var hasGaps: Bool { store.hasGaps }
}
