/// Reads UTF-8 the way Go's `range` over a string does: a byte that is not part of a well-formed sequence
/// is one character, U+FFFD.
enum Scalars {
  static let replacement: UInt32 = 0xFFFD

  /// The scalar at `index` and how many bytes it takes. `index` is inside `bytes`.
  @inline(__always)
  static func decode(_ bytes: [UInt8], at index: Int) -> (scalar: UInt32, length: Int) {
    let lead = bytes[index]
    if lead < 0x80 { return (UInt32(lead), 1) }
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
    default: return (replacement, 1)
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return (replacement, 1) }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else { return (replacement, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (value, length)
  }
}
