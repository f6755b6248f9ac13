internal import Fingerprints
internal import Mustache

/// How every value gets into the page: nothing in it is markup, nothing invisible.
///
/// The library's own escaping goes by what Swift takes for one character, so that a quote with an accent upon it would
/// end an attribute.
struct VisibleHTML: MustacheContentType {
  func escapeText(_ text: String) -> String {
    let visible = PathText.visible(text)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(visible.utf8.count + 32)
    // A CI system takes lines that begin so for commands, in a page that somebody prints as well.
    let start = visible.utf8.first { $0 != UInt8(ascii: " ") }
    var isStart = start == UInt8(ascii: ":") || start == UInt8(ascii: "#")
    for byte in visible.utf8 {
      if isStart, byte == start {
        bytes += "&#\(byte);".utf8
        isStart = false
      } else if let escape = Self.escape(byte) {
        bytes += escape.utf8
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func escape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    case UInt8(ascii: "`"): "&#96;"
    default: nil
    }
  }
}
