/// Cuts HCL into tokens; comments and blanks are left out, newlines are tokens.
///
/// Follows the HCL native syntax specification (hashicorp/hcl, `hclsyntax/spec.md`).
struct HCLLexer {
  enum Token: Equatable {
    case identifier(String)
    /// A quoted text with its escapes resolved.
    case string(String)
    /// A quoted text with interpolation, or a heredoc: not looked into.
    case template
    /// One byte of anything else.
    case sign(UInt8)
    case newline
    case end
  }

  private let bytes: [UInt8]
  private(set) var position = 0
  private(set) var line = 1

  init(_ text: String) { bytes = Array(text.utf8) }

  /// What was written between two places.
  func text(from start: Int, to end: Int) -> String {
    start >= 0 && start <= end && end <= bytes.count ? bytes[start..<end].trimmed.text : ""
  }

  mutating func next() throws(SyntaxFailure) -> Token {
    skipBlanksAndComments()
    guard position < bytes.count else { return .end }
    let byte = bytes[position]
    switch byte {
    case 0x0A:
      position += 1
      line += 1
      return .newline
    case UInt8(ascii: "\""): return try quoted()
    case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "<"): if let token = try heredoc() { return token }
    case _ where Self.beginsIdentifier(byte):
      let end = bytes[position...].firstIndex { !Self.continuesIdentifier($0) } ?? bytes.count
      defer { position = end }
      return .identifier(bytes[position..<end].text)
    default: break
    }
    position += 1
    return .sign(byte)
  }

  private func peek(_ offset: Int) -> UInt8? {
    let index = position + offset
    return index < bytes.count ? bytes[index] : nil
  }

  private static func beginsIdentifier(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func continuesIdentifier(_ byte: UInt8) -> Bool {
    beginsIdentifier(byte) || byte.isDigit || byte == UInt8(ascii: "-")
  }

  private mutating func skipBlanksAndComments() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte != 0x0A, byte.isBlank {
        position += 1
      } else if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "/") && peek(1) == UInt8(ascii: "/") {
        position = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        position += 2
        while position < bytes.count, !(bytes[position] == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
          if bytes[position] == 0x0A { line += 1 }
          position += 1
        }
        position = min(position + 2, bytes.count)
      } else {
        return
      }
    }
  }

  private mutating func quoted() throws(SyntaxFailure) -> Token {
    let start = line
    position += 1
    var content: [UInt8] = []
    var isTemplate = false
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return isTemplate ? .template : .string(content.text)
      case UInt8(ascii: "\\"):
        if let escaped = peek(1) { content.append(Self.escape(escaped)) }
        position += 2
      case 0x0A: throw SyntaxFailure(line: start, message: "a text that does not end in its line")
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        // A doubled sign stands for itself.
        if peek(1) == byte, peek(2) == UInt8(ascii: "{") {
          content += [byte, UInt8(ascii: "{")]
          position += 3
        } else if peek(1) == UInt8(ascii: "{") {
          isTemplate = true
          try skipInterpolation(start)
        } else {
          content.append(byte)
          position += 1
        }
      default:
        content.append(byte)
        position += 1
      }
    }
    throw SyntaxFailure(line: start, message: "a text without an end")
  }

  private static func escape(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: byte
    }
  }

  /// From `${` behind the brace that closes it; texts in it may hold further ones.
  private mutating func skipInterpolation(_ start: Int) throws(SyntaxFailure) {
    // Whether each open level is a text; the outermost is the interpolation.
    var isText = [false]
    position += 2
    while position < bytes.count, let inText = isText.last {
      let byte = bytes[position]
      position += 1
      switch byte {
      case 0x0A: line += 1
      case UInt8(ascii: "\\") where inText: position += 1
      case UInt8(ascii: "\""):
        if inText { isText.removeLast() } else { isText.append(true) }
      case UInt8(ascii: "{") where !inText || bytes[position - 2] == UInt8(ascii: "$"): isText.append(false)
      case UInt8(ascii: "}") where !inText:
        isText.removeLast()
        if isText.isEmpty { return }
      default: break
      }
      if isText.count > 256 { throw SyntaxFailure(line: start, message: "nested too deeply") }
    }
    throw SyntaxFailure(line: start, message: "an interpolation without an end")
  }

  /// `<<NAME` or `<<-NAME` up to the line that is the name; nil when this is none.
  private mutating func heredoc() throws(SyntaxFailure) -> Token? {
    var begin = position + 2
    if begin < bytes.count, bytes[begin] == UInt8(ascii: "-") { begin += 1 }
    let end = bytes[min(begin, bytes.count)...].firstIndex { !Self.continuesIdentifier($0) } ?? bytes.count
    guard begin < end else { return nil }
    let name = bytes[begin..<end]
    let start = line
    position = bytes[end...].firstIndex(of: 0x0A) ?? bytes.count
    while position < bytes.count {
      line += 1
      let lineStart = position + 1
      let lineEnd = bytes[lineStart...].firstIndex(of: 0x0A) ?? bytes.count
      position = lineEnd
      if bytes[lineStart..<lineEnd].trimmed.elementsEqual(name) { return .template }
    }
    throw SyntaxFailure(line: start, message: "a heredoc without an end")
  }
}
