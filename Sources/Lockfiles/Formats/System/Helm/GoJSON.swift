internal import PlainYAML

/// JSON as Go's `encoding/json` prints it: without blanks, `<`, `>` and `&` escaped, the keys of maps sorted.
struct GoJSON {
  private(set) var text: [UInt8] = []
  private var needsComma = false

  mutating func open(_ bracket: String) {
    separate()
    text += bracket.utf8
    needsComma = false
  }

  mutating func close(_ bracket: String) {
    text += bracket.utf8
    needsComma = true
  }

  mutating func key(_ name: String) {
    separate()
    appendString(name)
    text.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func member(_ name: String, _ value: String) {
    key(name)
    item(value)
  }

  mutating func literal(_ word: String) {
    separate()
    text += word.utf8
    needsComma = true
  }

  mutating func item(_ value: String) {
    separate()
    appendString(value)
    needsComma = true
  }

  /// A value of any kind, which the parser keeps from nesting deeply.
  mutating func item(_ tree: YAMLTree) {
    if let items = tree.items {
      open("[")
      for item in items { self.item(item) }
      close("]")
    } else if let pairs = tree.pairs {
      open("{")
      let members = pairs.map { (key: $0.key.scalar ?? "", value: $0.value) }
      for member in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        key(member.key)
        item(member.value)
      }
      close("}")
    } else {
      switch GoYAML.scalar(tree) {
      case .null, nil: literal("null")
      case .bool(let value): literal(value ? "true" : "false")
      case .number(let number): literal(number)
      case .text(let text): item(text)
      }
    }
  }

  private mutating func separate() {
    if needsComma { text.append(UInt8(ascii: ",")) }
  }

  private mutating func appendString(_ string: String) {
    text.append(0x22)
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: text += [0x5C, UInt8(truncatingIfNeeded: scalar.value)]
      case 0x0A: text += "\\n".utf8
      case 0x0D: text += "\\r".utf8
      case 0x09: text += "\\t".utf8
      case 0x08: text += "\\b".utf8
      case 0x0C: text += "\\f".utf8
      case 0..<0x20, 0x26, 0x3C, 0x3E, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16)
        text += ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
      default: text += String(scalar).utf8
      }
    }
    text.append(0x22)
  }
}
