/// The exec form of arguments: a JSON array of strings.
enum JSONArray {
  /// How deep Go's decoder goes.
  private static let deepest = 10_000

  enum Form {
    /// Not JSON, or not an array: the arguments are in shell form.
    case none
    /// An array with something other than strings in it, which the reference refuses.
    /// With the place of the first.
    case mixed(at: Int)
    /// With the places of their first characters, behind the quotation marks.
    case strings([WordSplitting.Piece])
  }

  /// Places are those of `text`, a part of a larger one.
  static func read(_ slice: ArraySlice<UInt8>) -> Form {
    switch read(Array(slice)) {
    case .none: .none
    case .mixed(let place): .mixed(at: slice.startIndex + place)
    case .strings(let strings):
      .strings(strings.map { WordSplitting.Piece(bytes: $0.bytes, offset: slice.startIndex + $0.offset) })
    }
  }

  private static func read(_ text: [UInt8]) -> Form {
    var parser = Parser(bytes: text, position: text.count - RuneText.trimmingLeadingSpace(text[...]).count)
    guard parser.peek == UInt8(ascii: "[") else { return .none }
    return parser.array() ?? .none
  }

  /// Checks one JSON value without recursion, and collects the strings directly inside it.
  private struct Parser {
    let bytes: [UInt8]
    var position: Int

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
      while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func skip(_ byte: Character) -> Bool {
      guard peek == byte.asciiValue else { return false }
      position += 1
      return true
    }

    mutating func array() -> Form? {
      var open: [UInt8] = []
      var strings: [WordSplitting.Piece] = []
      var mixed: Int?
      repeat {
        // Here a value must stand.
        skipSpace()
        guard let first = peek else { return nil }
        if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
          if !open.isEmpty { mixed = mixed ?? position }
          position += 1
          open.append(first)
          guard open.count <= JSONArray.deepest else { return nil }
          skipSpace()
          if peek == Self.closing(first) {
            position += 1
            open.removeLast()
          } else if first == UInt8(ascii: "{") {
            guard key() else { return nil }
            continue
          } else {
            continue
          }
        } else if first == UInt8(ascii: "\"") {
          let start = position + 1
          guard let string = string() else { return nil }
          if open.count == 1 { strings.append(WordSplitting.Piece(bytes: string, offset: start)) }
        } else {
          mixed = mixed ?? position
          guard literal() else { return nil }
        }
        // Here a value has ended.
        while let container = open.last {
          skipSpace()
          if skip(",") {
            if container == UInt8(ascii: "{"), !key() { return nil }
            break
          }
          guard peek == Self.closing(container) else { return nil }
          position += 1
          open.removeLast()
        }
      } while !open.isEmpty
      skipSpace()
      guard position == bytes.count else { return nil }
      return mixed.map { .mixed(at: $0) } ?? .strings(strings)
    }

    private static func closing(_ opening: UInt8) -> UInt8 { opening + 2 }

    private mutating func key() -> Bool {
      skipSpace()
      guard peek == UInt8(ascii: "\""), string() != nil else { return false }
      skipSpace()
      return skip(":")
    }

    private mutating func literal() -> Bool {
      for word in ["true", "false", "null"] where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return true
      }
      return number()
    }

    private mutating func digits() -> Bool {
      let start = position
      while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
      return position > start
    }

    private mutating func number() -> Bool {
      _ = skip("-")
      if !skip("0"), !digits() { return false }
      if skip("."), !digits() { return false }
      if skip("e") || skip("E") {
        if !skip("+") { _ = skip("-") }
        return digits()
      }
      return true
    }

    /// Invalid UTF-8 and lone surrogates become U+FFFD, as in Go.
    private mutating func string() -> [UInt8]? {
      position += 1
      var result: [UInt8] = []
      while let byte = peek {
        switch byte {
        case UInt8(ascii: "\""):
          position += 1
          return result
        case 0..<0x20: return nil
        case UInt8(ascii: "\\"):
          position += 1
          guard let rune = escape() else { return nil }
          RuneText.append(rune, to: &result)
        default:
          let (rune, width) = RuneText.decode(bytes[...], at: position)
          RuneText.append(rune, to: &result)
          position += width
        }
      }
      return nil
    }

    private mutating func escape() -> UInt32? {
      guard let byte = peek else { return nil }
      position += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(byte)
      case UInt8(ascii: "b"): return 8
      case UInt8(ascii: "f"): return 12
      case UInt8(ascii: "n"): return 10
      case UInt8(ascii: "r"): return 13
      case UInt8(ascii: "t"): return 9
      case UInt8(ascii: "u"):
        guard let first = unit() else { return nil }
        guard (0xD800..<0xE000).contains(first) else { return first }
        let afterFirst = position
        if first < 0xDC00, skip("\\"), skip("u"), let second = unit(), (0xDC00..<0xE000).contains(second) {
          return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        position = afterFirst
        return RuneText.replacement
      default: return nil
      }
    }

    private mutating func unit() -> UInt32? {
      guard position + 4 <= bytes.count else { return nil }
      var unit: UInt32 = 0
      for byte in bytes[position..<(position + 4)] {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
        unit = unit << 4 | UInt32(digit)
      }
      position += 4
      return unit
    }
  }
}
