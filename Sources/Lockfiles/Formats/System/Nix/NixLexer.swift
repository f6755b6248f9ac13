/// Cuts Nix's language into tokens, as far as `flake.nix` asks for it; comments and blanks are left out.
///
/// Follows Nix's `lexer.l`.
struct NixLexer {
  enum Token: Equatable {
    /// A name, a keyword or a number.
    case word(String)
    /// A quoted text of either kind, without interpolation.
    case string(String)
    /// One with interpolation.
    case template
    case path(String)
    /// One byte of anything else.
    case sign(UInt8)
    case end
  }

  private let bytes: [UInt8]
  private var position = 0
  private(set) var line = 1

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func next() throws(SyntaxFailure) -> Token {
    skipBlanksAndComments()
    guard position < bytes.count else { return .end }
    let byte = bytes[position]
    if byte == UInt8(ascii: "\"") {
      position += 1
      return try text(isIndented: false)
    }
    if byte == UInt8(ascii: "'"), peek(1) == byte {
      position += 2
      return try text(isIndented: true)
    }
    if let path = path() { return .path(path) }
    if Self.isWordByte(byte) {
      let end = bytes[position...].firstIndex { !Self.isWordByte($0) && $0 != UInt8(ascii: "'") } ?? bytes.count
      defer { position = end }
      return .word(bytes[position..<end].text)
    }
    position += 1
    return .sign(byte)
  }

  private func peek(_ offset: Int) -> UInt8? {
    let index = position + offset
    return index < bytes.count ? bytes[index] : nil
  }

  /// Names, keywords and numbers; a dash is part of a name.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private mutating func skipBlanksAndComments() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte.isBlank {
        if byte == 0x0A { line += 1 }
        position += 1
      } else if byte == UInt8(ascii: "#") {
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

  /// `./x`, `../x` and `/x/y`, without interpolation.
  private mutating func path() -> String? {
    let rest = bytes[position...]
    guard
      rest.starts(with: "./".utf8) || rest.starts(with: "../".utf8)
        || rest.first == UInt8(ascii: "/") && peek(1).map(Self.isPathByte) ?? false
    else { return nil }
    let end = rest.firstIndex { !Self.isPathByte($0) && $0 != UInt8(ascii: "/") } ?? bytes.count
    let text = bytes[position..<end].text
    position = end
    return text
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    byte.isNameByte || byte == UInt8(ascii: "+")
  }

  /// Behind the opening quotes, up to the closing ones.
  private mutating func text(isIndented: Bool) throws(SyntaxFailure) -> Token {
    let start = line
    var content: [UInt8] = []
    var isTemplate = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x0A { line += 1 }
      if byte == UInt8(ascii: "$"), peek(1) == UInt8(ascii: "$") {
        content += [byte, byte]
        position += 2
      } else if byte == UInt8(ascii: "$"), peek(1) == UInt8(ascii: "{") {
        isTemplate = true
        position += 2
        try skipInterpolation(start)
      } else if isIndented, byte == UInt8(ascii: "'"), peek(1) == byte {
        guard let third = peek(2), "'$\\".utf8.contains(third) else {
          position += 2
          return isTemplate ? .template : .string(content.text)
        }
        // `'''` stands for two quotes, `''$` and `''\x` for what follows them.
        switch third {
        case UInt8(ascii: "'"): content += [third, third]
        case UInt8(ascii: "\\"):
          if let escaped = peek(3) { content.append(escaped) }
          position += 1
        default: content.append(third)
        }
        position += 3
      } else if !isIndented, byte == UInt8(ascii: "\"") {
        position += 1
        return isTemplate ? .template : .string(content.text)
      } else if !isIndented, byte == UInt8(ascii: "\\") {
        if let escaped = peek(1) { content.append(escaped) }
        if peek(1) == 0x0A { line += 1 }
        position += 2
      } else {
        content.append(byte)
        position += 1
      }
    }
    throw SyntaxFailure(line: start, message: "a text without an end")
  }

  /// Behind `${`, up to the brace that closes it.
  private mutating func skipInterpolation(_ start: Int) throws(SyntaxFailure) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 64 else { throw SyntaxFailure(line: start, message: "nested too deeply") }
    var braces = 1
    while braces > 0 {
      switch try next() {
      case .sign(UInt8(ascii: "{")): braces += 1
      case .sign(UInt8(ascii: "}")): braces -= 1
      case .end: throw SyntaxFailure(line: start, message: "an interpolation without an end")
      default: break
      }
    }
  }

  /// Of interpolations within texts.
  private var depth = 0
}
