/// What a backslash makes of the characters behind it, in and out of classes.
///
/// Source: Go, regexp/syntax/parse.go, `parsePerlClassEscape`, `parseUnicodeClass`, `parseEscape`.
enum Escapes {
  /// `\d \s \w`, `\p{Greek}` and their opposites; nil when a single character is meant. `text[index]` is the
  /// backslash.
  static func set(_ text: [UInt32], at index: inout Int) throws(ExpressionError) -> ScalarSet? {
    guard index + 1 < text.count, let letter = Unicode.Scalar(text[index + 1]) else { return nil }
    let found: ScalarSet
    switch letter {
    case "d": found = .digit
    case "D": found = ScalarSet.digit.inverted
    case "s": found = .space
    case "S": found = ScalarSet.space.inverted
    case "w": found = .word
    case "W": found = ScalarSet.word.inverted
    case "p", "P": return try property(text, at: &index, inverted: letter == "P")
    default: return nil
    }
    index += 2
    return found
  }

  private static func property(
    _ text: [UInt32], at index: inout Int, inverted: Bool
  ) throws(ExpressionError) -> ScalarSet {
    var start = index + 2
    guard start < text.count else { throw .invalidClass }
    var end = start + 1
    let closed: Int
    if text[start] == 0x7B {
      start += 1
      guard let brace = text[start...].firstIndex(of: 0x7D) else { throw .invalidClass }
      end = brace
      closed = brace + 1
    } else {
      closed = end
    }
    var inverted = inverted
    if start < end, text[start] == 0x5E {
      inverted.toggle()
      start += 1
    }
    guard let members = UnicodeProperties.named(text[start..<end]) else { throw .invalidClass }
    index = closed
    return inverted ? members.inverted : members
  }

  /// The character an escape stands for. `text[index]` is the backslash.
  static func scalar(_ text: [UInt32], at index: inout Int) throws(ExpressionError) -> UInt32 {
    var next = index + 1
    guard next < text.count else { throw .invalidEscape }
    let letter = text[next]
    next += 1
    switch Unicode.Scalar(letter) {
    case "a": index = next; return 0x07
    case "f": index = next; return 0x0C
    case "n": index = next; return 0x0A
    case "r": index = next; return 0x0D
    case "t": index = next; return 0x09
    case "v": index = next; return 0x0B
    case "x":
      let value = try hexadecimal(text, at: &next)
      index = next
      return value
    case "0"?, "1"?, "2"?, "3"?, "4"?, "5"?, "6"?, "7"?:
      // A single digit but 0 would refer back to a group, which the reference does not have.
      if letter != 0x30, next >= text.count || !octal.contains(text[next]) { throw .invalidEscape }
      var value = letter - 0x30
      let limit = min(text.count, next + 2)
      while next < limit, octal.contains(text[next]) {
        value = value * 8 + text[next] - 0x30
        next += 1
      }
      index = next
      return value
    default:
      guard letter < 0x80, !isAlphanumeric(letter) else { throw .invalidEscape }
      index = next
      return letter
    }
  }

  /// `41` or `{1F600}`.
  private static func hexadecimal(_ text: [UInt32], at index: inout Int) throws(ExpressionError) -> UInt32 {
    guard index < text.count else { throw .invalidEscape }
    if text[index] != 0x7B {
      guard index + 1 < text.count, let high = hexDigit(text[index]), let low = hexDigit(text[index + 1]) else {
        throw .invalidEscape
      }
      index += 2
      return high * 16 + low
    }
    index += 1
    let start = index
    var value: UInt32 = 0
    while index < text.count, text[index] != 0x7D {
      guard let digit = hexDigit(text[index]) else { throw .invalidEscape }
      value = value * 16 + digit
      guard value <= Scalars.maximum else { throw .invalidEscape }
      index += 1
    }
    guard index < text.count, index > start else { throw .invalidEscape }
    index += 1
    return value
  }

  private static let octal: ClosedRange<UInt32> = 0x30...0x37

  private static func isAlphanumeric(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar) || (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
  }

  private static func hexDigit(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x30...0x39: scalar - 0x30
    case 0x41...0x46: scalar - 0x41 + 10
    case 0x61...0x66: scalar - 0x61 + 10
    default: nil
    }
  }
}
