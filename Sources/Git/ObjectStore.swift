public import Fingerprints
internal import Limits
internal import Model
internal import PackFiles

/// Reads objects of one repository by id, straight from its object directory.
///
/// Nothing of the repository but `objects/` is touched: no configuration, no index, no work tree, no
/// attributes of the user's. Every object is checked against its id. libgit2 has no part in it: 1.5 waits for ever on
/// some damaged objects and ends the process on others. One store serves one thread.
public struct ObjectStore: ~Copyable {
  /// What applies the attributes of commits.
  let filters = FilterRepository()
  private let files: ObjectReader
  private let idHasher: MessageDigest

  /// Opens the object directory at `path`.
  ///
  /// - Throws: ``GitFailure`` when libcrypto offers no SHA-1; a directory that is not there shows when it is read.
  public init(objectsDirectory path: String) throws(GitFailure) {
    let files = try Self.reader(path)
    let idHasher = try Self.idHasher()
    self.files = files
    self.idHasher = idHasher
  }

  private static func reader(_ path: String) throws(GitFailure) -> ObjectReader {
    do throws(ObjectFault) {
      return try ObjectReader(ObjectFiles(objectsDirectory: path))
    } catch {
      throw GitFailure(kind: .machine, operation: "open object database", detail: "out of memory")
    }
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
  /// - Throws: ``GitFailure`` of kind `object` when the object is missing, damaged, of another type, or when its
  ///   content does not give its id, `limit` when it is too large; what `body` throws.
  public func withObject<Result>(
    _ id: ObjectID, _ type: ObjectType, what: @autoclosure () -> String,
    _ body: (RawSpan) throws(GitFailure) -> Result
  ) throws(GitFailure) -> Result {
    let object = try read(id, as: type, what: what())
    guard object.type == type.fileType else {
      throw ObjectProblem(id, type, what()).wrongType(ObjectType(object.type))
    }
    return try body(object.content.span.bytes)
  }

  /// The object `id` of any type.
  ///
  /// - Throws: as ``withObject(_:_:what:_:)``.
  func object(_ id: ObjectID, what: @autoclosure () -> String) throws(GitFailure) -> (ObjectType, [UInt8]) {
    let object = try read(id, as: nil, what: what())
    return (ObjectType(object.type), object.content)
  }

  /// The ids of objects that begin with the hexadecimal digits `prefix`.
  func ids(beginningWith prefix: String) throws(GitFailure) -> [ObjectID] {
    do throws(ObjectFault) {
      return try files.ids(beginningWith: prefix)
    } catch {
      throw GitFailure(
        kind: .object, operation: "find objects that begin with \(prefix)", detail: "a pack index is damaged",
        remedy: "run \"git fsck\" in the repository; \"git index-pack\" makes the index of a pack anew")
    }
  }

  /// Whether files are missing or damaged in which objects might be.
  public var hasGaps: Bool { !files.gaps.isEmpty }

  /// The object, which gives its id.
  private func read(
    _ id: ObjectID, as type: ObjectType?, what: @autoclosure () -> String
  ) throws(GitFailure) -> StoredObject {
    let object: StoredObject
    do throws(ObjectFault) {
      object = try files.read(id)
    } catch {
      throw ObjectProblem(id, type, what()).failure(error, gaps: files.gaps)
    }
    // As what it is, so that an object in another's place is not taken for a wrong content.
    guard ObjectIDCheck.holds(object.content.span.bytes, ObjectType(object.type), id, by: idHasher) else {
      throw ObjectProblem(id, type, what()).wrongContent
    }
    return object
  }

  /// The size of object `id` in bytes, from its header alone; nil when the object is missing or unreadable.
  public func size(of id: ObjectID) -> Int? { files.size(of: id) }

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
}
