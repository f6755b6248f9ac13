/// Reads UTF-8 the way Go's `range` over a string does: a byte that is not part of a well-formed sequence
/// is one character, U+FFFD.
///
/// Such a byte gets a number of its own above Unicode, so that comparisons of bytes stay exact; where an
/// expression reads characters, all of them count as U+FFFD (see ``ScalarSet``).
enum Scalars {
  static let replacement: UInt32 = 0xFFFD
  static let maximum: UInt32 = 0x10FFFF
  /// Added to a byte that is not part of UTF-8.
  static let strayBase: UInt32 = 0x11_0000
  static let strays: ClosedRange<UInt32> = (strayBase + 0x80)...(strayBase + 0xFF)

  /// The scalar that begins at `bytes[index]` and how many bytes it takes; reads nothing from `end` on.
  @inline(__always)
  static func decode(_ bytes: Span<UInt8>, at index: Int, end: Int) -> (scalar: UInt32, length: Int) {
    let lead = bytes[index]
    if lead < 0x80 { return (UInt32(lead), 1) }
    return decodeLonger(bytes, at: index, end: end, lead)
  }

  static func decode(_ bytes: [UInt8], at index: Int) -> (scalar: UInt32, length: Int) {
    decode(bytes.span, at: index, end: bytes.count)
  }

  private static func decodeLonger(
    _ bytes: Span<UInt8>, at index: Int, end: Int, _ lead: UInt8
  ) -> (scalar: UInt32, length: Int) {
    let stray = (strayBase + UInt32(lead), 1)
    var length = 0
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: length = 3; second = 0xA0...0xBF
    case 0xED: length = 3; second = 0x80...0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0: length = 4; second = 0x90...0xBF
    case 0xF4: length = 4; second = 0x80...0x8F
    case 0xF1...0xF3: length = 4
    default: return stray
    }
    guard index + length <= end, second.contains(bytes[index + 1]) else { return stray }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else { return stray }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (value, length)
  }

  /// All scalars of `bytes`, in order.
  static func all(_ bytes: [UInt8]) -> [UInt32] {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (scalar, length) = decode(bytes, at: index)
      scalars.append(scalar)
      index += length
    }
    return scalars
  }
}
