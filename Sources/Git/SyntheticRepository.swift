internal import Clibgit2
public import Fingerprints

/// Makes a bare repository from a recipe; the same recipe gives the same object ids everywhere, for ever.
public struct SyntheticRepository: ~Copyable {
  /// Who and when: fixed by the recipe, never taken from the machine.
  public struct Identity: Hashable, Sendable {
    public let name: String
    public let email: String
    /// Seconds since 1970, UTC; recorded with the offset +0000.
    public let time: Int64

    public init(name: String, email: String, time: Int64) {
      self.name = name
      self.email = email
      self.time = time
    }
  }

  /// One path of a commit, against the commit before it.
  public enum Change: Hashable, Sendable {
    case file([UInt8], executable: Bool)
    case symlink([UInt8])
    case submodule(ObjectID)
    case delete
  }

  private let repository: Handle
  private let index: Handle
  private var head: ObjectID?

  /// Makes an empty repository in `directory`, which must not exist.
  ///
  /// - Throws: ``GitFailure``.
  public init(directory: String) throws(GitFailure) {
    try GitLibrary.start()
    let repository = try Handle("make the synthetic repository", free: git_repository_free) {
      git_repository_init(&$0, directory, 1)
    }
    let index = try Handle("make an index in memory", free: git_index_free) { git_index_new(&$0) }
    self.repository = repository
    self.index = index
  }

  /// Records a commit on top of the last one and points `branch` at it.
  ///
  /// - Throws: ``GitFailure`` naming the path when a change is refused: a name git does not allow, a
  ///   deletion of what is not there, a file where a directory is.
  public mutating func commit(
    _ changes: [(path: BytePath, change: Change)], message: String, identity: Identity, branch: String
  ) throws(GitFailure) -> ObjectID {
    for (path, change) in changes { try apply(change, to: path) }
    var treeID = git_oid()
    try GitFailure.check(
      git_index_write_tree_to(&treeID, index.pointer, repository.pointer), "write the commit's tree")
    let raw = repository.pointer
    let tree = try Handle("read the commit's tree", free: git_tree_free) { git_tree_lookup(&$0, raw, &treeID) }
    let signature = try Self.signature(identity)
    defer { git_signature_free(signature) }
    var parents: [OpaquePointer?] = []
    defer { for parent in parents { git_commit_free(parent) } }
    if let head {
      var parentID = head.rawID
      var parent: OpaquePointer?
      try GitFailure.check(git_commit_lookup(&parent, raw, &parentID), "read the parent commit")
      parents.append(parent)
    }
    var id = git_oid()
    let code = parents.withUnsafeMutableBufferPointer {
      git_commit_create(
        &id, raw, nil, signature, signature, nil, message, tree.pointer, $0.count, $0.baseAddress)
    }
    try GitFailure.check(code, "write the commit \"\(PathText.visible(message))\"")
    let made = ObjectID(copying: id)
    head = made
    try point("refs/heads/" + branch, at: made)
    return made
  }

  /// Points the ref `name`, in full, at `id`.
  public func point(_ name: String, at id: ObjectID) throws(GitFailure) {
    var rawID = id.rawID
    var reference: OpaquePointer?
    try GitFailure.check(
      git_reference_create(&reference, repository.pointer, name, &rawID, 1, nil),
      "create the ref \(PathText.visible(name))")
    git_reference_free(reference)
  }

  /// Makes `HEAD` stand for `branch`.
  public func checkOut(branch: String) throws(GitFailure) {
    try GitFailure.check(
      git_repository_set_head(repository.pointer, "refs/heads/" + branch),
      "make \(PathText.visible(branch)) the current branch")
  }

  /// Makes the annotated tag `name` of the commit `target` and gives the tag object's id.
  public func annotatedTag(_ name: String, target: ObjectID, message: String, tagger: Identity)
    throws(GitFailure) -> ObjectID
  {
    let raw = repository.pointer
    var targetID = target.rawID
    let object = try Handle("read the tagged commit", free: git_object_free) {
      git_object_lookup(&$0, raw, &targetID, GIT_OBJECT_COMMIT)
    }
    let signature = try Self.signature(tagger)
    defer { git_signature_free(signature) }
    var id = git_oid()
    try GitFailure.check(
      git_tag_create(&id, raw, name, object.pointer, signature, message, 0),
      "make the tag \(PathText.visible(name))")
    return ObjectID(copying: id)
  }

  private func apply(_ change: Change, to path: BytePath) throws(GitFailure) {
    let shown = PathText.visible(path)
    switch change {
    case .file(let content, let executable):
      try add(path, mode: executable ? 0o100755 : 0o100644, id: try blob(content))
    case .symlink(let target): try add(path, mode: 0o120000, id: try blob(target))
    case .submodule(let id): try add(path, mode: 0o160000, id: id)
    case .delete:
      let single = withCString(path.bytes) { git_index_remove(index.pointer, $0, 0) }
      if single == 0 { return }
      let before = git_index_entrycount(index.pointer)
      _ = withCString(path.bytes) { git_index_remove_directory(index.pointer, $0, 0) }
      guard git_index_entrycount(index.pointer) < before else {
        throw GitFailure(kind: .tree, operation: "delete \(shown)", detail: "the commit before has no such path")
      }
    }
  }

  private func add(_ path: BytePath, mode: UInt32, id: ObjectID) throws(GitFailure) {
    var entry = git_index_entry()
    entry.mode = mode
    entry.id = id.rawID
    let code = withCString(path.bytes) { text in
      entry.path = text
      return git_index_add(index.pointer, &entry)
    }
    try GitFailure.check(code, "add \(PathText.visible(path)) to the commit")
  }

  private func blob(_ content: [UInt8]) throws(GitFailure) -> ObjectID {
    var id = git_oid()
    // An array lends a pointer even when it is empty, and libgit2 insists on one.
    try GitFailure.check(git_blob_create_from_buffer(&id, repository.pointer, content, content.count), "write a blob")
    return ObjectID(copying: id)
  }

  private static func signature(_ identity: Identity) throws(GitFailure) -> UnsafeMutablePointer<git_signature>? {
    var signature: UnsafeMutablePointer<git_signature>?
    try GitFailure.check(
      git_signature_new(&signature, identity.name, identity.email, identity.time, 0),
      "use the identity \(PathText.visible(identity.name)) <\(PathText.visible(identity.email))>")
    return signature
  }
}
