internal import Fingerprints

/// Objects that lie in a file each: a zlib stream of the type, the size in decimal digits, a zero byte, the content.
enum LooseObject {
  /// Room for the type and the size.
  private static let headerLength = 32

  /// The object `id` in the object directory `directory`.
  ///
  /// - Throws: ``ObjectFault``; ``ObjectFault/unsupported`` when it is compressed more than 64-fold, since how much
  ///   room it needs is known only once it is inflated.
  static func read(
    _ id: ObjectID, in directory: String, by inflater: Inflater, limits: ReadLimits
  ) throws(ObjectFault) -> StoredObject {
    let hex = id.hex
    let file = try OpenFile(directory + "/" + hex.prefix(2) + "/" + hex.dropFirst(2))
    guard file.size <= limits.objectSize else { throw .tooLarge }
    let stream = try file.bytes(at: 0, count: file.size)
    // Memory that stays unused is never touched, so this costs address space alone.
    let capacity = min(file.size * 64 + 4_096, limits.objectSize + headerLength)
    return try parse(inflater.inflate(stream.span.bytes, atMost: capacity))
  }

  private static func parse(_ bytes: [UInt8]) throws(ObjectFault) -> StoredObject {
    guard let zero = bytes.prefix(headerLength).firstIndex(of: 0),
      let blank = bytes[..<zero].firstIndex(of: 0x20), let type = type(bytes[..<blank])
    else { throw .malformed }
    let digits = bytes[(blank + 1)..<zero]
    guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .malformed
    }
    let size = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard size == bytes.count - zero - 1 else { throw .malformed }
    return StoredObject(type: type, content: Array(bytes[(zero + 1)...]))
  }

  private static func type(_ name: ArraySlice<UInt8>) -> ObjectType? {
    if name.elementsEqual("blob".utf8) { return .blob }
    if name.elementsEqual("tree".utf8) { return .tree }
    if name.elementsEqual("commit".utf8) { return .commit }
    return name.elementsEqual("tag".utf8) ? .tag : nil
  }
}
