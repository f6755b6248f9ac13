internal import Clibgit2
public import Fingerprints

/// Reads objects of one repository by id, straight from its object directory.
///
/// Nothing of the repository but `objects/` is touched: no configuration, no index, no work tree, no
/// attributes of the user's. Every object is checked against its id. One store serves one thread.
public struct ObjectStore: ~Copyable {
  let database: Handle
  let repository: Handle
  private let idHasher: MessageDigest

  /// Opens the object directory at `path`.
  ///
  /// - Throws: ``GitFailure`` when it cannot be opened.
  public init(objectsDirectory path: String) throws(GitFailure) {
    try GitLibrary.start()
    let database = try Handle("open object database", free: git_odb_free) { git_odb_open(&$0, path) }
    let raw = database.pointer
    let repository = try Handle("open object database", free: git_repository_free) {
      git_repository_wrap_odb(&$0, raw)
    }
    let empty = try Handle("isolate repository", free: git_config_free) { git_config_new(&$0) }
    try GitFailure.check(git_repository_set_config(repository.pointer, empty.pointer), "isolate repository")
    let hasher = try Self.idHasher()
    self.database = database
    self.repository = repository
    idHasher = hasher
  }

  private static func idHasher() throws(GitFailure) -> MessageDigest {
    do throws(DigestUnavailable) {
      return try MessageDigest(.sha1)
    } catch {
      throw GitFailure(kind: .machine, operation: "open object database", detail: "\(error)")
    }
  }

  /// The types of objects, as git's headers spell them.
  public enum ObjectType: Sendable {
    case blob, tree, commit, tag

    var rawType: git_object_t {
      switch self {
      case .blob: GIT_OBJECT_BLOB
      case .tree: GIT_OBJECT_TREE
      case .commit: GIT_OBJECT_COMMIT
      case .tag: GIT_OBJECT_TAG
      }
    }

    private static let blobName = Array("blob ".utf8)
    private static let treeName = Array("tree ".utf8)
    private static let commitName = Array("commit ".utf8)
    private static let tagName = Array("tag ".utf8)

    /// What git hashes before the content: the type, the size in decimal digits, a zero byte.
    func header(size: Int) -> [UInt8] {
      var header =
        switch self {
        case .blob: Self.blobName
        case .tree: Self.treeName
        case .commit: Self.commitName
        case .tag: Self.tagName
        }
      var digits: [UInt8] = []
      var rest = size
      repeat {
        digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      header.append(contentsOf: digits.reversed())
      header.append(0)
      return header
    }
  }

  /// Lends the content of object `id` to `body`.
  ///
  /// - Throws: ``GitFailure`` of kind `object` when the object is missing, of another type, or when its
  ///   content does not give its id; what `body` throws.
  public func withObject<Result>(
    _ id: ObjectID, _ type: ObjectType, what: @autoclosure () -> String,
    _ body: (RawSpan) throws(GitFailure) -> Result
  ) throws(GitFailure) -> Result {
    var rawID = id.rawID
    let object = try Handle("read \(type) \(id.short) (\(what()))", free: git_odb_object_free) {
      git_odb_read(&$0, database.pointer, &rawID)
    }
    let actual = git_odb_object_type(object.pointer)
    guard actual == type.rawType else {
      let name = git_object_type2string(actual).map { String(cString: $0) } ?? "?"
      throw GitFailure(
        kind: .object, operation: "read \(what())",
        detail: "object \(id) should be a \(type) and is a \(name)",
        remedy: "run \"git fsck\" in the repository")
    }
    let size = git_odb_object_size(object.pointer)
    let buffer = UnsafeRawBufferPointer(start: git_odb_object_data(object.pointer), count: size)
    let content = RawSpan(_unsafeBytes: buffer)
    idHasher.update(type.header(size: size))
    idHasher.update(content)
    guard idHasher.finish() == id.bytes else {
      throw GitFailure(
        kind: .object, operation: "read \(what())",
        detail: "the content of object \(id) does not give that id",
        remedy: "the repository is damaged: run \"git fsck\", then clone it again")
    }
    return try body(content)
  }

  /// The size of object `id` in bytes, from its header alone; nil when the object is missing or unreadable.
  public func size(of id: ObjectID) -> Int? {
    var rawID = id.rawID
    var size = 0
    var type = GIT_OBJECT_INVALID
    guard git_odb_read_header(&size, &type, database.pointer, &rawID) == 0 else { return nil }
    return size
  }

  /// The entries of tree `id` in git's order.
  ///
  /// - Throws: ``GitFailure`` when the tree cannot be read or holds what must not be checked out.
  public func entries(ofTree id: ObjectID, what: @autoclosure () -> String) throws(GitFailure) -> [GitEntry] {
    let bytes = try withObject(id, .tree, what: what()) { (content: RawSpan) throws(GitFailure) in
      content.withUnsafeBytes { Array($0) }
    }
    return try TreeParser.parse(bytes, tree: id)
  }

  /// The tree of commit `id` and the commit's committer time in seconds since 1970.
  ///
  /// - Throws: ``GitFailure`` when the commit cannot be read or has no tree line.
  public func commit(_ id: ObjectID) throws(GitFailure) -> (tree: ObjectID, committerTime: Int64?) {
    let bytes = try withObject(id, .commit, what: "commit \(id.short)") { (content: RawSpan) throws(GitFailure) in
      content.withUnsafeBytes { Array($0) }
    }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let first = lines.first, first.starts(with: Array("tree ".utf8)),
      let tree = ObjectID(hex: String(decoding: first.dropFirst(5), as: UTF8.self))
    else {
      throw GitFailure(
        kind: .object, operation: "read commit \(id.short)", detail: "it does not begin with a tree",
        remedy: "run \"git fsck\" in the repository")
    }
    let committer = lines.prefix { !$0.isEmpty }.first { $0.starts(with: Array("committer ".utf8)) }
    let time = committer.flatMap { line -> Int64? in
      let words = line.split(separator: 0x20)
      return words.count >= 2 ? Int64(String(decoding: words[words.count - 2], as: UTF8.self)) : nil
    }
    return (tree, time)
  }
}
