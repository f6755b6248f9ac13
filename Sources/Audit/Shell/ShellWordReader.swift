/// Reads one word of a script: quotes, escapes, variables and substitutions.
struct ShellWordReader {
  private let source: SourceText
  private let bytes: [UInt8]
  private let escape: UInt8?
  private(set) var position: Int
  private var text = SourceText()
  private var variables: [String] = []
  private var substitutions: [SourceText] = []
  private var isDynamic = false

  init(_ source: SourceText, at position: Int, escape: UInt8?) {
    self.source = source
    bytes = source.bytes
    self.position = position
    self.escape = escape
  }

  static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  mutating func read() -> ShellWord {
    let start = position
    var isQuoted = false
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case escape:
        escaped(inQuotes: isQuoted)
      case UInt8(ascii: "'") where !isQuoted: literal()
      case UInt8(ascii: "\""):
        isQuoted.toggle()
        position += 1
      case UInt8(ascii: "$"): dollar(isQuoted: isQuoted)
      case UInt8(ascii: "`"): backquoted()
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        if !isQuoted, position == start, position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "(") {
          take(1)
          parenthesized()
        } else if isQuoted {
          take(1)
        } else {
          return word()
        }
      default:
        if !isQuoted, Self.endsWord(byte) { return word() }
        take(1)
      }
    }
    return word()
  }

  private func word() -> ShellWord {
    ShellWord(source: text, variables: variables, substitutions: substitutions, isDynamic: isDynamic)
  }

  private mutating func take(_ count: Int) {
    for _ in 0..<count where position < bytes.count {
      text.append(source, at: position)
      position += 1
    }
  }

  /// Inside double quotes a backslash escapes only what means something there.
  private mutating func escaped(inQuotes: Bool) {
    guard position + 1 < bytes.count else {
      position += 1
      return
    }
    let next = bytes[position + 1]
    if next == 0x0A {
      position += 2
    } else if inQuotes, !"$`\"\\".utf8.contains(next) {
      take(2)
    } else {
      position += 1
      take(1)
    }
  }

  private mutating func literal() {
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "'") { take(1) }
    position += 1
  }

  private mutating func dollar(isQuoted: Bool) {
    guard position + 1 < bytes.count else {
      take(1)
      return
    }
    switch bytes[position + 1] {
    case UInt8(ascii: "("):
      take(1)
      parenthesized()
    case UInt8(ascii: "{"): braced()
    case UInt8(ascii: "'") where !isQuoted:
      position += 1
      literal()
    case let next where ShellNames.isNameByte(next):
      isDynamic = true
      take(1)
      var name: [UInt8] = []
      if (0x30...0x39).contains(next) {
        take(1)
      } else {
        while position < bytes.count, ShellNames.isNameByte(bytes[position]) {
          name.append(bytes[position])
          take(1)
        }
      }
      if !name.isEmpty { variables.append(String(decoding: name, as: UTF8.self)) }
    case let next where "@*#?$!-".utf8.contains(next):
      isDynamic = true
      take(2)
    default: take(1)
    }
  }

  /// `(…)` after a dollar sign or a redirection's.
  private mutating func parenthesized() {
    isDynamic = true
    let start = position
    let end = ShellSpan.end(of: bytes, from: start, open: UInt8(ascii: "("), close: UInt8(ascii: ")"), escape: escape)
    let isClosed = end > start + 1 && bytes[end - 1] == UInt8(ascii: ")")
    let inner = source[(start + 1)..<max(start + 1, isClosed ? end - 1 : end)]
    // Arithmetic runs nothing.
    if !(inner.bytes.first == UInt8(ascii: "(") && inner.bytes.last == UInt8(ascii: ")")) {
      substitutions.append(inner)
    }
    take(end - start)
  }

  private mutating func braced() {
    isDynamic = true
    let start = position + 1
    let end = ShellSpan.end(of: bytes, from: start, open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), escape: escape)
    let name = bytes[start..<end].dropFirst().prefix(while: ShellNames.isNameByte)
    if let first = name.first, !(0x30...0x39).contains(first) {
      variables.append(String(decoding: name, as: UTF8.self))
    }
    take(end - position)
  }

  private mutating func backquoted() {
    isDynamic = true
    take(1)
    var inner = SourceText()
    while position < bytes.count, bytes[position] != UInt8(ascii: "`") {
      if bytes[position] == UInt8(ascii: "\\") { take(1) }
      guard position < bytes.count else { break }
      inner.append(source, at: position)
      take(1)
    }
    take(1)
    substitutions.append(inner)
  }
}
