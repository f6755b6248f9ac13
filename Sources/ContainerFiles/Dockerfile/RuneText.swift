/// Text as Go reads it, since the frontend's rules are stated in Go's runes.
///
/// A rune is a Unicode scalar; a byte that is not part of valid UTF-8 counts as one U+FFFD.
enum RuneText {
  static let replacement: UInt32 = 0xFFFD

  /// The rune that starts at `index`, which must be in range, and the number of its bytes.
  static func decode(_ bytes: ArraySlice<UInt8>, at index: Int) -> (rune: UInt32, width: Int) {
    let first = bytes[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let count: Int
    var rune: UInt32
    switch first {
    case 0xC2...0xDF: (count, rune) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (count, rune) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (count, rune) = (4, UInt32(first & 0x07))
    default: return (replacement, 1)
    }
    guard index + count <= bytes.endIndex else { return (replacement, 1) }
    for offset in 1..<count {
      let next = bytes[index + offset]
      guard next & 0xC0 == 0x80 else { return (replacement, 1) }
      rune = rune << 6 | UInt32(next & 0x3F)
    }
    // Overlong forms, surrogates and what lies beyond Unicode are invalid too.
    let isValid = count == 2 || (count == 3 ? rune >= 0x800 : rune >= 0x10000)
    guard isValid, Unicode.Scalar(rune) != nil else { return (replacement, 1) }
    return (rune, count)
  }

  static func runes(_ bytes: [UInt8]) -> [UInt32] {
    var runes: [UInt32] = []
    runes.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (rune, width) = decode(bytes[...], at: index)
      runes.append(rune)
      index += width
    }
    return runes
  }

  static func append(_ rune: UInt32, to bytes: inout [UInt8]) {
    if rune < 0x80 {
      bytes.append(UInt8(rune))
    } else {
      let scalar = Unicode.Scalar(rune) ?? "\u{FFFD}"
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { bytes.append(byte) }
    }
  }

  static func bytes(_ runes: some Sequence<UInt32>) -> [UInt8] {
    var bytes: [UInt8] = []
    for rune in runes { append(rune, to: &bytes) }
    return bytes
  }

  /// Where in `text` the byte is that became the one at `offset` of the word that was made of the runes from `start` on:
  /// in it, a byte that is not part of valid UTF-8 is three.
  static func index(of offset: Int, from start: Int, in text: ArraySlice<UInt8>) -> Int {
    var index = start
    var length = 0
    while length < offset, index < text.endIndex {
      let (rune, width) = decode(text, at: index)
      length += UTF8.width(Unicode.Scalar(rune) ?? "\u{FFFD}")
      index += width
    }
    return index
  }

  /// Go's `unicode.IsSpace`.
  static func isSpace(_ rune: UInt32) -> Bool {
    switch rune {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// What separates words in most instructions: blanks of ASCII, and no others.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0A }

  static func isLetter(_ rune: UInt32) -> Bool {
    if rune < 0x80 { return (0x41...0x5A).contains(rune) || (0x61...0x7A).contains(rune) }
    switch Unicode.Scalar(rune)?.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    default: return false
    }
  }

  static func isDigit(_ rune: UInt32) -> Bool {
    if rune < 0x80 { return (0x30...0x39).contains(rune) }
    return Unicode.Scalar(rune)?.properties.generalCategory == .decimalNumber
  }

  static func trimmingLeadingSpace(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let (rune, width) = decode(bytes, at: index)
      guard isSpace(rune) else { break }
      index += width
    }
    return bytes[index...]
  }

  /// Go's `strings.TrimSpace`.
  static func trimmingSpace(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = trimmingLeadingSpace(bytes)
    while !rest.isEmpty {
      // No space has more than three bytes.
      let width = (1...3).first { width in
        guard rest.count >= width else { return false }
        let last = decode(rest, at: rest.endIndex - width)
        return last.width == width && isSpace(last.rune)
      }
      guard let width else { break }
      rest = rest.dropLast(width)
    }
    return rest
  }

  /// Lower case of ASCII; what is compared with it is ASCII.
  static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
  }
}
