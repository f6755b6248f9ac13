/// Reads what ``ByteWriter`` wrote; whatever does not fit is nil, never a trap.
struct ByteReader {
  let bytes: [UInt8]
  var position: Int
  let end: Int

  var isAtEnd: Bool { position == end }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= end - position else { return nil }
    defer { position += count }
    return bytes[position..<(position + count)]
  }

  /// Nil also for what is no count: negative as a signed number.
  mutating func number() -> Int? {
    guard end - position >= 8 else { return nil }
    let value = bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
    position += 8
    return Int(exactly: UInt64(littleEndian: value))
  }

  /// The number of elements that follow, each of so many bytes at least: more than there is room for is nil.
  mutating func count(ofAtLeast size: Int) -> Int? {
    guard let count = number(), count <= (end - position) / size else { return nil }
    return count
  }

  mutating func string() -> ArraySlice<UInt8>? { number().flatMap { take($0) } }
}
