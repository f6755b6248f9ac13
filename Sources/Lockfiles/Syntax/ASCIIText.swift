/// Looking at text byte by byte.
///
/// `String` compares by characters, so that `#` with a combining mark behind it would be no `#`; the grammars
/// here are about bytes.
extension Collection<UInt8> {
  var text: String { String(decoding: self, as: UTF8.self) }
}

extension BidirectionalCollection<UInt8> {
  /// Without blanks and tabs at both ends.
  var trimmed: SubSequence {
    var slice = self[...]
    while let first = slice.first, first.isBlank { slice = slice.dropFirst() }
    while let last = slice.last, last.isBlank { slice = slice.dropLast() }
    return slice
  }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  var isHexDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }

  var isNameByte: Bool {
    isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
  }
}

extension String {
  func starts(with prefix: String) -> Bool { utf8.span.holds(prefix.utf8.span, at: 0) }

  func ends(with suffix: String) -> Bool {
    utf8.span.holds(suffix.utf8.span, at: utf8.count - suffix.utf8.count)
  }

  /// What is behind `prefix`, or nil when the text does not begin so.
  func dropping(prefix: String) -> String? {
    starts(with: prefix) ? String(self[utf8.index(startIndex, offsetBy: prefix.utf8.count)...]) : nil
  }

  /// Whether the bytes of `part` occur in it; those of the empty text do not.
  func holds(_ part: String) -> Bool { utf8.span.firstOffset(of: part.utf8.span) != nil }

  /// The text before and behind the first `separator`, or nil when there is none.
  func split(atFirst separator: String) -> (before: String, after: String)? {
    guard let offset = utf8.span.firstOffset(of: separator.utf8.span) else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return (String(self[..<start]), String(self[utf8.index(start, offsetBy: separator.utf8.count)...]))
  }

  /// The text before and behind the last `separator`, or nil when there is none.
  func split(atLast separator: UInt8) -> (before: String, after: String)? {
    guard let index = utf8.lastIndex(of: separator) else { return nil }
    return (utf8[..<index].text, utf8[utf8.index(after: index)...].text)
  }

  /// Without blanks and tabs at both ends.
  var trimmed: String {
    let bytes = utf8.span
    var start = 0
    var end = bytes.count
    while start < end, bytes[start].isBlank { start += 1 }
    while start < end, bytes[end - 1].isBlank { end -= 1 }
    guard end - start < bytes.count else { return self }
    return String(self[utf8.index(startIndex, offsetBy: start)..<utf8.index(startIndex, offsetBy: end)])
  }

  var isASCII: Bool {
    let bytes = utf8.span
    var all: UInt8 = 0
    for index in bytes.indices { all |= bytes[index] }
    return all < 0x80
  }

  /// 40 or 64 hexadecimal digits, as version control names a commit.
  var isCommit: Bool { [40, 64].contains(utf8.count) && utf8.allSatisfy(\.isHexDigit) }
}

extension Span<UInt8> {
  /// Whether `part` stands at `offset`, which may lie outside.
  fileprivate func holds(_ part: Span<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, part.count <= count - offset else { return false }
    for index in part.indices where self[offset + index] != part[index] { return false }
    return true
  }

  /// Where `part` first occurs; nil for the empty one.
  fileprivate func firstOffset(of part: Span<UInt8>) -> Int? {
    guard let last = part.isEmpty ? nil : count - part.count, last >= 0 else { return nil }
    let first = part[0]
    for offset in 0...last where self[offset] == first {
      if holds(part, at: offset) { return offset }
    }
    return nil
  }
}
