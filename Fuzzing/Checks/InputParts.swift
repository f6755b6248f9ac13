extension [UInt8] {
  /// The parts of an input that zero bytes separate; the last has what is left.
  func parts(_ count: Int) -> [[UInt8]] {
    var parts = split(separator: 0, maxSplits: count - 1, omittingEmptySubsequences: false).map { Array($0) }
    while parts.count < count { parts.append([]) }
    return parts
  }
}

/// A path below a root, as commits and contexts have them.
func relativePath(_ bytes: [UInt8]) -> [UInt8] {
  let slash = UInt8(ascii: "/")
  let dot = [UInt8(ascii: ".")]
  return Array(
    bytes.split(separator: slash).filter { !$0.elementsEqual(dot) && !$0.elementsEqual(dot + dot) && !$0.contains(0) }
      .joined(separator: [slash]))
}

/// As many lines as `text` can have by anybody's count: Python, and so pip, has ten ends of lines.
func lineCount(_ text: [UInt8]) -> Int {
  var count = 1
  for (index, byte) in text.enumerated() {
    switch byte {
    case 0x0A...0x0D, 0x1C...0x1E: count += 1
    case 0x85 where index >= 1 && text[index - 1] == 0xC2: count += 1
    case 0xA8, 0xA9:
      if index >= 2, text[index - 1] == 0x80, text[index - 2] == 0xE2 { count += 1 }
    default: break
    }
  }
  return count
}

/// As many lines as an editor shows.
func editorLineCount(_ text: [UInt8]) -> Int { text.count { $0 == 0x0A } + 1 }
