/// The reversible spelling of paths in manifests and records, and the safe one for people's eyes.
public enum PathText {
  private static let hexDigits = Array("0123456789abcdef".utf8)

  /// Appends `path` as manifests print it.
  ///
  /// A backslash becomes `\\`, a newline `\n`, and each byte that is not part of valid UTF-8 `\xhh` in
  /// lower case; all else is printed as it is. ``unescaped(_:)`` is the inverse.
  public static func appendEscaped(_ path: [UInt8], to text: inout [UInt8]) {
    if path.allSatisfy({ $0 < 0x80 && $0 != 0x0A && $0 != 0x5C }) {
      text.append(contentsOf: path)
      return
    }
    var index = 0
    while index < path.count {
      let byte = path[index]
      switch byte {
      case 0x0A: text.append(contentsOf: [0x5C, UInt8(ascii: "n")])
      case 0x5C: text.append(contentsOf: [0x5C, 0x5C])
      case 0..<0x80: text.append(byte)
      default:
        let length = validSequenceLength(path, at: index)
        if length == 0 {
          appendHexEscape(byte, to: &text)
        } else {
          text.append(contentsOf: path[index..<(index + length)])
          index += length - 1
        }
      }
      index += 1
    }
  }

  public static func escaped(_ path: BytePath) -> String {
    var text: [UInt8] = []
    appendEscaped(path.bytes, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that ``appendEscaped(_:to:)`` printed as `text`, or nil when `text` is no such spelling.
  public static func unescaped(_ text: [UInt8]) -> [UInt8]? {
    guard text.contains(0x5C) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      guard text[index] == 0x5C else {
        bytes.append(text[index])
        index += 1
        continue
      }
      guard index + 1 < text.count else { return nil }
      switch text[index + 1] {
      case 0x5C: bytes.append(0x5C); index += 2
      case UInt8(ascii: "n"): bytes.append(0x0A); index += 2
      case UInt8(ascii: "x"):
        guard index + 3 < text.count, let high = Hex.value(of: text[index + 2]),
          let low = Hex.value(of: text[index + 3])
        else { return nil }
        bytes.append(high << 4 | low)
        index += 4
      default: return nil
      }
    }
    return bytes
  }

  /// `text` with nothing in it that could act on a terminal or a CI log.
  ///
  /// Control characters (C0, DEL, C1), bidirectional overrides and other invisible format characters, and
  /// line separators become `\u{hex}`. Use it on whatever a repository, a tool or a user supplied, just
  /// before it is printed for people.
  /// `keeping` is a character that may stay, such as a newline where lines are meant.
  public static func visible(_ text: String, keeping kept: Unicode.Scalar? = nil) -> String {
    guard text.unicodeScalars.contains(where: isUnsafeToPrint) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar != kept, isUnsafeToPrint(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// ``escaped(_:)`` and ``visible(_:)`` together: how a path is shown to people.
  public static func visible(_ path: BytePath) -> String { visible(escaped(path)) }

  /// Whether ``visible(_:keeping:)`` escapes `scalar`: control, format and filling characters, and line separators.
  public static func isUnsafeToPrint(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: false
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x3164, 0xFFA0: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
    case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  private static func appendHexEscape(_ byte: UInt8, to text: inout [UInt8]) {
    text.append(0x5C)
    text.append(UInt8(ascii: "x"))
    text.append(hexDigits[Int(byte >> 4)])
    text.append(hexDigits[Int(byte & 15)])
  }

  /// How many bytes from `index` on form one well-formed UTF-8 sequence (Unicode 15, table 3-7); 0 if none.
  static func validSequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
    let lead = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: length = 3; second = 0xA0...0xBF
    case 0xED: length = 3; second = 0x80...0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0: length = 4; second = 0x90...0xBF
    case 0xF4: length = 4; second = 0x80...0x8F
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<max(2, length) where !(0x80...0xBF).contains(bytes[index + offset]) { return 0 }
    return length
  }
}
