/// Finds where brackets end, quotes and escapes considered.
enum ShellSpan {
  /// The index after the bracket that closes the one at `start`; the end of the text when none does.
  static func end(of bytes: [UInt8], from start: Int, open: UInt8, close: UInt8, escape: UInt8?) -> Int {
    var depth = 0
    var quote: UInt8?
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == escape, quote != UInt8(ascii: "'") {
        index += 2
        continue
      }
      if byte == quote {
        quote = nil
      } else if quote == nil {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
        case open: depth += 1
        case close:
          depth -= 1
          if depth == 0 { return index + 1 }
        default: break
        }
      }
      index += 1
    }
    return bytes.count
  }
}
