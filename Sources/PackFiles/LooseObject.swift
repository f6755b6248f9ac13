internal import Fingerprints

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
    let hex = id.hex
    let stream = try stream(directory + "/" + hex.prefix(2) + "/" + hex.dropFirst(2), limits: limits)
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
          "\(stream.count - consumed) bytes follow its end: git tolerates that, \"git repack -ad\" mends it")
      }
      return StoredObject(type: header.type, content: Array(bytes[header.length...]))
    case .more: throw .damaged("its header gives another size than its content has")
    case .damaged: throw .damaged("it is cut short or its bytes are not as git wrote them")
    }
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
