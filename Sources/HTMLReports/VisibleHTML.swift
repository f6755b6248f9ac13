internal import Fingerprints
internal import Mustache

/// How every value gets into the page: nothing in it is markup, nothing invisible.
///
/// The library's own escaping goes by what Swift takes for one character, so that a quote with an accent upon it would
/// end an attribute.
struct VisibleHTML: MustacheContentType {
  func escapeText(_ text: String) -> String {
    let visible = PathText.visible(text)
    guard visible.utf8.contains(where: { Self.escape($0) != nil }) else { return visible }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(visible.utf8.count + 32)
    for byte in visible.utf8 {
      if let escape = Self.escape(byte) { bytes += escape.utf8 } else { bytes.append(byte) }
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
