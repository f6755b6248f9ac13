/// The settings in a file of git's configuration syntax, `.gitmodules` among them.
///
/// Source: git, config.c `git_parse_source`.
struct ConfigText {
  struct Setting {
    /// In lower case.
    let section: String
    /// As it is written; nil without one.
    let subsection: [UInt8]?
    /// In lower case.
    let key: String
    /// Nil for a key without an equals sign.
    let value: [UInt8]?
    /// Counted from 1.
    let line: Int
  }

  /// Those before the first mistake.
  private(set) var settings: [Setting] = []
  /// The line of the first mistake of syntax; nil when there is none.
  private(set) var badLine: Int?

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    var section: (name: String, subsection: [UInt8]?)?
    while let byte = next() {
      switch byte {
      case 0x0A, 0x20, 0x09, 0x0B, 0x0C, 0x0D: continue
      case UInt8(ascii: "#"), UInt8(ascii: ";"): skipLine()
      case UInt8(ascii: "["):
        section = header()
        if section == nil { badLine = line }
      default:
        if let section, Self.isLetter(byte), let setting = setting(byte, section) {
          settings.append(setting)
        } else {
          badLine = badLine ?? line
        }
      }
      if badLine != nil { return }
    }
  }

  /// The next byte, a carriage return and a newline as one newline.
  private mutating func next() -> UInt8? {
    guard index < bytes.count else { return nil }
    var byte = bytes[index]
    index += 1
    if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A {
      byte = 0x0A
      index += 1
    }
    if byte == 0x0A { line += 1 }
    return byte
  }

  private mutating func skipLine() {
    while let byte = next(), byte != 0x0A {}
  }

  /// What stands behind a bracket, up to the one that closes it.
  private mutating func header() -> (name: String, subsection: [UInt8]?)? {
    var name: [UInt8] = []
    while let byte = next() {
      if byte == UInt8(ascii: "]") { return (String(decoding: name, as: UTF8.self), nil) }
      if byte == 0x20 || byte == 0x09 { return subsection().map { (String(decoding: name, as: UTF8.self), $0) } }
      guard Self.isWord(byte) || byte == UInt8(ascii: ".") else { return nil }
      name.append(Self.lowered(byte))
    }
    return nil
  }

  private mutating func subsection() -> [UInt8]? {
    var byte = next()
    while byte == 0x20 || byte == 0x09 { byte = next() }
    guard byte == UInt8(ascii: "\"") else { return nil }
    var text: [UInt8] = []
    while let byte = next(), byte != 0x0A {
      if byte == UInt8(ascii: "\"") { return next() == UInt8(ascii: "]") ? text : nil }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = next(), escaped != 0x0A else { return nil }
      text.append(escaped)
    }
    return nil
  }

  private mutating func setting(_ first: UInt8, _ section: (name: String, subsection: [UInt8]?)) -> Setting? {
    let start = line
    var key = [Self.lowered(first)]
    var byte = next()
    while let letter = byte, Self.isWord(letter) {
      key.append(Self.lowered(letter))
      byte = next()
    }
    while byte == 0x20 || byte == 0x09 { byte = next() }
    func make(_ value: [UInt8]?) -> Setting {
      Setting(
        section: section.name, subsection: section.subsection, key: String(decoding: key, as: UTF8.self), value: value,
        line: start)
    }
    if byte == nil || byte == 0x0A { return make(nil) }
    guard byte == UInt8(ascii: "=") else { return nil }
    return value().map { make($0) }
  }

  private mutating func value() -> [UInt8]? {
    var text: [UInt8] = []
    // Blanks count only when something follows.
    var blanks: [UInt8] = []
    var isQuoted = false
    while let byte = next() {
      switch byte {
      case 0x0A: return isQuoted ? nil : text
      case UInt8(ascii: "#") where !isQuoted, UInt8(ascii: ";") where !isQuoted:
        skipLine()
        return text
      case 0x20 where !isQuoted, 0x09...0x0D where !isQuoted: if !text.isEmpty { blanks.append(byte) }
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "\\"):
        guard let escaped = next() else { return nil }
        guard escaped != 0x0A else { continue }
        guard let meant = Self.escapes[escaped] else { return nil }
        text += blanks + [meant]
        blanks = []
      default:
        text += blanks + [byte]
        blanks = []
      }
    }
    return isQuoted ? nil : text
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "t"): 0x09, UInt8(ascii: "b"): 0x08, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "\\"): 0x5C,
    UInt8(ascii: "\""): 0x22,
  ]

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
