/// Finds what ``PatternNote`` speaks of in the text of a pattern that becomes an expression.
struct NoteScanner {
  /// How far a closing brace or bracket is looked for, so that a line full of open ones takes no longer.
  private static let reach = 256

  private let text: [UInt8]
  private var index = 0
  private var notes: [PatternNote] = []

  static func notes(_ text: [UInt8]) -> [PatternNote] {
    var scanner = NoteScanner(text: text)
    scanner.scan()
    return scanner.notes
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func scan() {
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\"): escape()
      case UInt8(ascii: "["): bracket()
      case UInt8(ascii: "|"): note(.alternatives, 1, replacement: "\\|")
      case UInt8(ascii: "^"): note(.pathStart, 1, replacement: "\\^")
      case UInt8(ascii: "{"): braces()
      case UInt8(ascii: "*"): stars()
      default: index += 1
      }
    }
  }

  private mutating func note(_ kind: PatternNote.Kind, _ length: Int, replacement: String?) {
    notes.append(
      PatternNote(kind: kind, range: index..<(index + length), replacement: replacement.map { Array($0.utf8) }))
    index += length
  }

  private mutating func escape() {
    guard index + 1 < text.count else { return note(.trailingBackslash, 1, replacement: "\\\\") }
    let quoted = text[index + 1]
    guard Self.isAlphanumeric(quoted) else {
      index += 2
      return
    }
    let length = escapeLength(quoted)
    let single = length == 2 ? String(decoding: [quoted], as: UTF8.self) : nil
    note(.escape, length, replacement: single)
  }

  /// How many bytes from the backslash on belong to the escape.
  private func escapeLength(_ letter: UInt8) -> Int {
    switch letter {
    case UInt8(ascii: "Q"):
      var end = index + 2
      while end + 1 < text.count, !(text[end] == UInt8(ascii: "\\") && text[end + 1] == UInt8(ascii: "E")) { end += 1 }
      return (end + 1 < text.count ? end + 2 : text.count) - index
    case UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "x"):
      if index + 2 < text.count, text[index + 2] == UInt8(ascii: "{"),
        let end = text[index...].prefix(Self.reach).firstIndex(of: UInt8(ascii: "}"))
      {
        return end + 1 - index
      }
      return min(text.count - index, letter == UInt8(ascii: "x") ? 4 : 3)
    default: return 2
    }
  }

  private mutating func braces() {
    guard let end = text[index...].prefix(Self.reach).firstIndex(of: UInt8(ascii: "}")) else {
      index += 1
      return
    }
    let inside = text[(index + 1)..<end]
    let parts = inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    let counts = parts.allSatisfy { $0.allSatisfy { (0x30...0x39).contains($0) } }
    if let first = parts.first, !first.isEmpty, parts.count <= 2, counts {
      note(.repetition, 1, replacement: "\\{")
    } else if parts.count > 1 {
      note(.literalBraces, end + 1 - index, replacement: nil)
    } else {
      index += 1
    }
  }

  private mutating func stars() {
    guard index + 1 < text.count, text[index + 1] == UInt8(ascii: "*") else {
      index += 1
      return
    }
    let slash = UInt8(ascii: "/")
    let isOpen = index == 0 || text[index - 1] == slash
    let isClosed = index + 2 == text.count || text[index + 2] == slash
    // `a/**` and `a**` at the end take anything; elsewhere what is glued to the stars surprises.
    if index + 2 < text.count, !isOpen || !isClosed {
      note(.gluedDoubleStar, 2, replacement: nil)
    } else {
      index += 2
    }
  }

  private mutating func bracket() {
    let start = index
    var position = index + 1
    let negated = position < text.count && text[position] == UInt8(ascii: "^")
    if negated { position += 1 }
    var wildcards = false
    var listsSlash = false
    var first = true
    while position < text.count, text[position] != UInt8(ascii: "]") || first {
      first = false
      if text[position] == UInt8(ascii: "\\") {
        position += 1
      } else if text[position] == UInt8(ascii: "*") || text[position] == UInt8(ascii: "?") {
        wildcards = true
      } else if text[position] == UInt8(ascii: "/") {
        listsSlash = true
      } else if text[position] == UInt8(ascii: "["), position + 1 < text.count, text[position + 1] == UInt8(ascii: ":"),
        let end = text[position...].prefix(Self.reach).indices.first(where: {
          $0 + 1 < text.count && text[$0] == UInt8(ascii: ":") && text[$0 + 1] == UInt8(ascii: "]") && $0 > position + 1
        })
      {
        position = end + 1
      }
      position += 1
    }
    let end = min(text.count, position + 1)
    let inside = text[min(end, start + 1)..<max(start + 1, end - 1)]
    index = end
    if wildcards {
      let single = inside.count == 1 ? "\\" + String(decoding: inside, as: UTF8.self) : nil
      notes.append(
        PatternNote(kind: .wildcardInClass, range: start..<end, replacement: single.map { Array($0.utf8) }))
    } else if inside.first == UInt8(ascii: "!"), inside.count > 1 {
      notes.append(
        PatternNote(
          kind: .exclamationInClass, range: (start + 1)..<(start + 2), replacement: [UInt8(ascii: "^")]))
    } else if negated, !listsSlash, start + 2 < end, text[start + 2] != UInt8(ascii: "]") {
      let replacement = Array(text[start..<(start + 2)]) + [UInt8(ascii: "/")] + text[(start + 2)..<end]
      notes.append(PatternNote(kind: .classMatchesSlash, range: start..<end, replacement: replacement))
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
