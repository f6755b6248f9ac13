internal import Fingerprints
internal import Glibc

/// Objects that lie in a file each: a zlib stream of the type, the size in decimal digits, a zero byte, the content.
///
/// What is wrong with such a file is said here, and final: libgit2 1.5 waits for ever on a FIFO and on a stream that ends
/// too early, and writes beyond its buffer when a header gives too small a size.
enum LooseObject {
  /// Room for the type and the size.
  private static let headerLength = 32
  /// How often deflate can repeat what a byte stands for, and a little more.
  private static let maximumRatio = 1_040

  /// The object `id` in the object directory `directory`.
  ///
  /// - Throws: ``ObjectFault``.
  static func read(
    _ id: ObjectID, in directory: String, by inflater: Inflater, limits: ReadLimits
  ) throws(ObjectFault) -> StoredObject {
    let stream = try stream(path(of: id, in: directory), limits: limits)
    // Memory that stays unused is never touched, so this costs address space alone.
    var capacity = min(stream.count * 64 + 4_096, limits.objectSize + headerLength)
    var outcome = inflater.inflate(stream.span.bytes, atMost: capacity, beginning: headerLength)
    if case .more(let beginning) = outcome {
      // Compressed so well that it takes a second look: the header says how much room is needed.
      let header = try header(beginning)
      guard header.size <= limits.objectSize else { throw .tooLarge }
      guard header.length + header.size > capacity, header.size / maximumRatio <= stream.count else {
        throw .damaged("its header gives another size than its content has")
      }
      capacity = header.length + header.size
      outcome = inflater.inflate(stream.span.bytes, atMost: capacity, beginning: headerLength)
    }
    switch outcome {
    case .whole(let bytes, let consumed):
      let header = try header(Array(bytes.prefix(headerLength)))
      guard header.size == bytes.count - header.length else {
        throw .damaged("its header gives \(header.size) bytes and it has \(bytes.count - header.length)")
      }
      guard consumed == stream.count else {
        throw .damaged(
          "\(stream.count - consumed) bytes follow its end, which git tolerates")
      }
      return StoredObject(type: header.type, content: Array(bytes[header.length...]))
    case .more: throw .damaged("its header gives another size than its content has")
    case .damaged: throw .damaged("it is cut short or its bytes are not as git wrote them")
    }
  }

  /// The size that the header of the object `id` gives; nil when there is no such file or it has no header.
  static func size(of id: ObjectID, in directory: String, by inflater: Inflater) -> Int? {
    guard let file = try? OpenFile(path(of: id, in: directory)),
      let stream = try? file.bytes(at: 0, count: min(file.size, 2 * beginningLength))
    else { return nil }
    return switch inflater.inflate(stream.span.bytes, atMost: beginningLength, beginning: headerLength) {
    case .whole(let bytes, _): try? header(Array(bytes.prefix(headerLength))).size
    case .more(let beginning): try? header(beginning).size
    case .damaged: nil
    }
  }

  /// Room for one block that is not compressed: of a smaller part nothing would be given.
  private static let beginningLength = 68 << 10

  /// The ids of the objects that begin with the digits `prefix`, in small letters and at least two.
  static func ids(beginningWith prefix: String, in directory: String) -> [ObjectID] {
    guard let listing = opendir(directory + "/" + prefix.prefix(2)) else { return [] }
    defer { closedir(listing) }
    var found: [ObjectID] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
      let hex = prefix.prefix(2) + String(decoding: name, as: UTF8.self)
      if name.count == 38, hex.hasPrefix(prefix), let id = ObjectID(hex: String(hex)) { found.append(id) }
    }
    return found
  }

  private static func path(of id: ObjectID, in directory: String) -> String {
    let hex = id.hex
    return directory + "/" + hex.prefix(2) + "/" + hex.dropFirst(2)
  }

  private static func stream(_ path: String, limits: ReadLimits) throws(ObjectFault) -> [UInt8] {
    let file: OpenFile
    do throws(ObjectFault) {
      file = try OpenFile(path)
    } catch {
      throw error == .unsupported ? .damaged("it is no regular file") : error
    }
    guard file.size <= limits.objectSize else { throw .tooLarge }
    guard file.size > 0 else { throw .damaged("it is empty") }
    return try file.bytes(at: 0, count: file.size)
  }

  private static func header(_ bytes: [UInt8]) throws(ObjectFault) -> (type: ObjectType, size: Int, length: Int) {
    let none = ObjectFault.damaged("it does not begin as git's objects do")
    guard let zero = bytes.prefix(headerLength).firstIndex(of: 0),
      let blank = bytes[..<zero].firstIndex(of: 0x20), let type = type(bytes[..<blank])
    else { throw none }
    let digits = bytes[(blank + 1)..<zero]
    guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { throw none }
    return (type, digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, zero + 1)
  }

  private static func type(_ name: ArraySlice<UInt8>) -> ObjectType? {
    if name.elementsEqual("blob".utf8) { return .blob }
    if name.elementsEqual("tree".utf8) { return .tree }
    if name.elementsEqual("commit".utf8) { return .commit }
    return name.elementsEqual("tag".utf8) ? .tag : nil
  }
}
