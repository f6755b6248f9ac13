internal import Fingerprints

/// What stands before the compressed bytes of an entry of a pack.
///
/// Source: git, Documentation/gitformat-pack.txt.
struct EntryHeader {
  enum Kind {
    case whole(ObjectType)
    /// Changes to the entry at an offset of the same pack.
    case offsetDelta(base: Int)
    /// Changes to the object of an id.
    case referenceDelta(base: ObjectID)
  }

  let kind: Kind
  /// Bytes of the content, or of the delta, once inflated.
  let size: Int
  /// Bytes of the header itself.
  let length: Int

  /// No header is longer.
  static let maximumLength = 40

  /// Parses the header of the entry at `offset` of its pack; `bytes` begin there.
  ///
  /// - Throws: ``ObjectFault/truncated`` or ``ObjectFault/malformed``.
  init(_ bytes: RawSpan, at offset: Int) throws(ObjectFault) {
    var position = 0
    func next() throws(ObjectFault) -> UInt8 {
      guard position < bytes.byteCount else { throw .truncated }
      defer { position += 1 }
      return bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
    }
    var byte = try next()
    let type = byte >> 4 & 7
    var size = Int(byte & 15)
    var shift = 4
    while byte & 0x80 != 0 {
      byte = try next()
      guard shift <= 53 else { throw .malformed }
      size |= Int(byte & 0x7F) << shift
      shift += 7
    }
    switch type {
    case 6:
      byte = try next()
      var distance = Int(byte & 0x7F)
      while byte & 0x80 != 0 {
        byte = try next()
        guard distance < 1 << 54 else { throw .malformed }
        distance = (distance + 1) << 7 | Int(byte & 0x7F)
      }
      guard distance > 0, distance <= offset - PackFile.firstEntry else { throw .malformed }
      kind = .offsetDelta(base: offset - distance)
    case 7:
      var id: [UInt8] = []
      id.reserveCapacity(20)
      for _ in 0..<20 { id.append(try next()) }
      kind = .referenceDelta(base: ObjectID(id))
    default:
      guard let whole = ObjectType(rawValue: type) else { throw .malformed }
      kind = .whole(whole)
    }
    self.size = size
    length = position
  }
}
