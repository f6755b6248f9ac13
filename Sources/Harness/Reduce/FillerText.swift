/// Content of the same shape that says nothing: letters become `x`, digits `0`.
///
/// What stays is what causes are about: the byte order mark, line ends, blank lines, the lengths of lines up to a limit,
/// punctuation, and zero bytes, which make a file binary.
enum FillerText {
  /// Longer contents are cut, at a whole line where there is one.
  static let maximumLength = 4_096

  static func filler(_ bytes: [UInt8]) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let hasMark = bytes.starts(with: mark)
    let body = hasMark ? bytes.dropFirst(3) : bytes[...]
    var kept = body.prefix(maximumLength)
    if kept.count < body.count, let end = kept.lastIndex(of: 0x0A) { kept = kept[...end] }
    return (hasMark ? mark : []) + kept.map(plain)
  }

  private static func plain(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...: UInt8(ascii: "x")
    case 0, 0x09, 0x0A, 0x0D, 0x20...0x7E: byte
    default: UInt8(ascii: ".")
    }
  }
}
