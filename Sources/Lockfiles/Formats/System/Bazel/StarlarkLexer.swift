/// Cuts Starlark into tokens; comments and blanks are left out.
///
/// Follows the Starlark specification (bazelbuild/starlark, `spec.md`).
struct StarlarkLexer {
  enum Token: Equatable {
    /// A name, a keyword or a number.
    case word(String)
    case string(String)
    /// One byte of anything else.
    case sign(UInt8)
    case end
  }

  private let bytes: [UInt8]
  private var position = 0
  private(set) var line = 1

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func next() throws(SyntaxFailure) -> Token {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "#") {
        position = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      } else if byte.isBlank {
        if byte == 0x0A { line += 1 }
        position += 1
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        return .string(try text(isRaw: false))
      } else if Self.isWordByte(byte) {
        let end = bytes[position...].firstIndex { !Self.isWordByte($0) } ?? bytes.count
        let word = bytes[position..<end].text
        position = end
        let isPrefix = word == "r" || word == "b" || word == "rb" || word == "br"
        if isPrefix, end < bytes.count, bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
          return .string(try text(isRaw: word.holds("r")))
        }
        return .word(word)
      } else {
        position += 1
        return .sign(byte)
      }
    }
    return .end
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_")
  }

  private mutating func text(isRaw: Bool) throws(SyntaxFailure) -> String {
    let start = line
    let quote = bytes[position]
    let isTriple = bytes[position...].starts(with: [quote, quote, quote])
    let closing = [UInt8](repeating: quote, count: isTriple ? 3 : 1)
    position += closing.count
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote, bytes[position...].starts(with: closing) {
        position += closing.count
        return content.text
      }
      if byte == 0x0A {
        guard isTriple else { break }
        line += 1
      }
      if byte == UInt8(ascii: "\\"), position + 1 < bytes.count {
        let escaped = bytes[position + 1]
        if escaped == 0x0A { line += 1 }
        content += isRaw ? [byte, escaped] : [Self.escape(escaped)]
        position += 2
      } else {
        content.append(byte)
        position += 1
      }
    }
    throw SyntaxFailure(line: start, message: "a text without an end")
  }

  private static func escape(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    default: byte
    }
  }
}
