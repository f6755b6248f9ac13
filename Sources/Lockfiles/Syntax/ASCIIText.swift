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
  func starts(with prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

  func ends(with suffix: String) -> Bool { utf8.reversed().starts(with: suffix.utf8.reversed()) }

  /// What is behind `prefix`, or nil when the text does not begin so.
  func dropping(prefix: String) -> String? {
    starts(with: prefix) ? utf8.dropFirst(prefix.utf8.count).text : nil
  }

  /// Whether the bytes of `part` occur in it.
  func holds(_ part: String) -> Bool { firstIndex(of: part) != nil }

  /// The text before and behind the first `separator`, or nil when there is none.
  func split(atFirst separator: String) -> (before: String, after: String)? {
    guard let index = firstIndex(of: separator) else { return nil }
    let bytes = Array(utf8)
    return (bytes[..<index].text, bytes[(index + separator.utf8.count)...].text)
  }

  /// The text before and behind the last `separator`, or nil when there is none.
  func split(atLast separator: UInt8) -> (before: String, after: String)? {
    guard let index = utf8.lastIndex(of: separator) else { return nil }
    return (utf8[..<index].text, utf8[utf8.index(after: index)...].text)
  }

  var trimmed: String { utf8.trimmed.text }

  /// 40 or 64 hexadecimal digits, as version control names a commit.
  var isCommit: Bool { [40, 64].contains(utf8.count) && utf8.allSatisfy(\.isHexDigit) }

  private func firstIndex(of part: String) -> Int? {
    let bytes = Array(utf8)
    let wanted = Array(part.utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
    for index in 0...(bytes.count - wanted.count) where bytes[index] == first {
      if bytes[index...].starts(with: wanted) { return index }
    }
    return nil
  }
}
