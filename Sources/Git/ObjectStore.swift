internal import Clibgit2
public import Fingerprints
internal import Limits
internal import Model
internal import PackFiles

/// Reads objects of one repository by id, straight from its object directory.
///
/// Nothing of the repository but `objects/` is touched: no configuration, no index, no work tree, no
/// attributes of the user's. Every object is checked against its id. One store serves one thread.
public struct ObjectStore: ~Copyable {
  /// What the files' own reader cannot read or takes for damaged is asked of libgit2, whose word on it is final.
  let library: LibraryObjects
  private let files: ObjectReader?
  private let idHasher: MessageDigest

  /// Opens the object directory at `path`.
  ///
  /// - Throws: ``GitFailure`` when libcrypto offers no SHA-1; a directory that is not there shows when it is read.
  public init(objectsDirectory path: String) throws(GitFailure) {
    idHasher = try Self.idHasher()
    library = LibraryObjects(objectsDirectory: path)
    files = try? ObjectReader(ObjectFiles(objectsDirectory: path))
  }

  private static func idHasher() throws(GitFailure) -> MessageDigest {
    do throws(DigestUnavailable) {
      return try MessageDigest(.sha1)
    } catch {
      throw GitFailure(kind: .machine, operation: "open object database", detail: "\(error)")
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
    if let content = try fromFiles(id, type, what: what()) { return try body(content.span.bytes) }
    var rawID = id.rawID
    let database = try library.database()
    try checkSize(&rawID, in: database, id, what: what())
    let object: Handle
    do throws(GitFailure) {
      object = try Handle("read \(type) \(id) (\(what()))", free: git_odb_object_free) {
        git_odb_read(&$0, database, &rawID)
      }
    } catch {
      if error.kind == .object, let files { throw Self.missing(id, error.operation, files) }
      throw GitFailure(
        kind: error.kind, operation: error.operation, detail: error.detail,
        remedy: error.remedy ?? "the repository is damaged: run \"git fsck\", then clone it again")
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
    guard ObjectIDCheck.holds(content, type, id, by: idHasher) else {
      throw GitFailure(
        kind: .object, operation: "read \(what())",
        detail: "the content of object \(id) does not give that id",
        remedy: "the repository is damaged: run \"git fsck\", then clone it again")
    }
    return try body(content)
  }

  /// The content of object `id`, checked, where the files' own reader can give it; nil otherwise.
  ///
  /// - Throws: ``GitFailure`` of kind `object` for what libgit2 would never end reading.
  private func fromFiles(
    _ id: ObjectID, _ type: ObjectType, what: @autoclosure () -> String
  ) throws(GitFailure) -> [UInt8]? {
    guard let files else { return nil }
    do throws(ObjectFault) {
      let object = try files.read(id)
      guard object.type == type.fileType, ObjectIDCheck.holds(object.content.span.bytes, type, id, by: idHasher) else {
        return nil
      }
      return object.content
    } catch {
      if error == .tooLarge { throw Self.tooLarge(id, nil, what: what()) }
      if let failure = Self.damage(error, id, "read \(type) \(id) (\(what()))") { throw failure }
      // libgit2 1.5 ends the process on some damaged indexes.
      if error == .missing, !files.damagedPacks.isEmpty {
        throw Self.missing(id, "read \(type) \(id) (\(what()))", files)
      }
      guard error == .deltaCycle else { return nil }
      throw GitFailure(
        kind: .object, operation: "read \(type) \(id.short) (\(what()))",
        detail: "the deltas it is made of lead back to where they began",
        remedy: "the repository is damaged: run \"git fsck\", then clone it again")
    }
  }

  /// The failure where no file has the object `id`.
  static func missing(_ id: ObjectID, _ operation: String, _ files: ObjectReader) -> GitFailure {
    let hasAlternate = files.damagedPacks.isEmpty && files.gaps.allSatisfy { $0.hasPrefix("the alternate") }
    let reasons = files.damagedPacks.map { "\($0) or its index is damaged" } + files.gaps
    let shown = reasons.prefix(3).joined(separator: ", ")
    return GitFailure(
      kind: .object, operation: operation,
      detail: "the object is missing" + (shown.isEmpty ? "" : ": \(shown)\(reasons.count > 3 ? " and more" : "")"),
      remedy: reasons.isEmpty
        ? "if the clone is shallow or partial, run \"git fetch --refetch\" or \"git fetch --unshallow\"; else \"git fsck\""
        : hasAlternate
          ? "mend objects/info/alternates, or clone without --shared and --reference"
          : "run \"git fsck\" in the repository; \"git index-pack\" makes the index of a pack anew")
  }

  /// The failure where the file of object `id` is one that no reader can make an object of; nil for other faults.
  static func damage(_ fault: ObjectFault, _ id: ObjectID, _ operation: String) -> GitFailure? {
    guard case .damaged(let reason) = fault else { return nil }
    return GitFailure(
      kind: .object, operation: operation,
      detail: "the file objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2)) is damaged: \(reason)",
      remedy: "run \"git fsck\" in the repository, then fetch or clone it again")
  }

  /// Reads the header alone, and refuses what is larger than the limit before there is memory for it.
  private func checkSize(
    _ rawID: inout git_oid, in database: OpaquePointer, _ id: ObjectID, what: @autoclosure () -> String
  ) throws(GitFailure) {
    var size = 0
    var type = GIT_OBJECT_INVALID
    // What is wrong with an object that has no header, reading it says.
    guard git_odb_read_header(&size, &type, database, &rawID) == 0 else { return git_error_clear() }
    if size < 0 || size > Limits.current.count(.blob) { throw Self.tooLarge(id, size, what: what()) }
  }

  private static func tooLarge(_ id: ObjectID, _ size: Int?, what: String) -> GitFailure {
    let limit = Limits.current[.blob]
    return GitFailure(
      kind: .limit, operation: "read \(what)",
      detail: "object \(id) has \(size.map { "\($0) bytes" } ?? "too many bytes"), "
        + "and the limit is \(LimitName.blob.text(limit))",
      remedy: LimitName.blob.remedy)
  }

  /// The size of object `id` in bytes, from its header alone; nil when the object is missing or unreadable.
  public func size(of id: ObjectID) -> Int? {
    if let header = files?.header(id) { return header.size }
    guard let database = try? library.database() else { return nil }
    var rawID = id.rawID
    var size = 0
    var type = GIT_OBJECT_INVALID
    guard git_odb_read_header(&size, &type, database, &rawID) == 0 else { return nil }
    return size
  }

  /// The entries of tree `id` in git's order.
  ///
  /// - Throws: ``GitFailure`` when the tree cannot be read or holds what must not be checked out.
  public func entries(ofTree id: ObjectID, what: @autoclosure () -> String) throws(GitFailure) -> [GitEntry] {
    let entries = try withObject(id, .tree, what: what()) { (content: RawSpan) throws(GitFailure) in
      try TreeParser.parse(content, tree: id, at: what(), policy: PathPolicy.current)
    }
    for pair in NamePortability.linksOverDirectories(entries) {
      // One that cannot be read does no harm.
      let target = try? withObject(pair.link.id, .blob, what: what()) { content in
        content.withUnsafeBytes { Array($0) }
      }
      guard let target, target.split(whereSeparator: { $0 == 0x2F || $0 == 0x5C }).contains(where: EntryName.isDotGit)
      else { continue }
      throw GitFailure(
        kind: .tree, operation: "read tree \(id) (\(what()))",
        detail: "[symlinkIntoGit] the link \"\(PathText.visible(BytePath(pair.link.name)))\" leads into .git and is "
          + "the directory \"\(PathText.visible(BytePath(pair.directory.name)))\" where case does not count",
        remedy: "do not use this repository: it is made to run a program where it is cloned (CVE-2024-32002)")
    }
    return entries
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
