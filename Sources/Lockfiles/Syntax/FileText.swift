/// The text of a file whose bytes may come from any editor.
enum FileText {
  /// Decodes by byte order mark (UTF-8, UTF-16, UTF-32), else as UTF-8; the mark is no part of the text.
  static func decode(_ bytes: [UInt8]) throws(SyntaxFailure) -> String {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return try utf8(Array(bytes.dropFirst(3))) }
    // UTF-32 first: its little-endian mark begins with that of UTF-16.
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return try utf32(bytes.dropFirst(4), bigEndian: false) }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return try utf32(bytes.dropFirst(4), bigEndian: true) }
    if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes.dropFirst(2), bigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes.dropFirst(2), bigEndian: true) }
    return try utf8(bytes)
  }

  /// The lines of `text` as Python's `str.splitlines` makes them: pip splits requirements so.
  static func pythonLines(_ text: String) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where afterReturn: break
      case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029:
        lines.append(line)
        line = []
      case ..<0x80:
        // All other blanks of ASCII end lines.
        line.append(UInt8(truncatingIfNeeded: scalar.value))
      default:
        // Python strips every kind of blank, the grammars here only know this one.
        let printed = scalar.properties.isWhitespace ? " " : scalar
        line.append(contentsOf: String(printed).utf8)
      }
      afterReturn = scalar.value == 0x0D
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private static func utf8(_ bytes: [UInt8]) throws(SyntaxFailure) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if declaresLatin1(bytes) {
      return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
    var line = 1
    for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { break }
      line += 1
    }
    throw SyntaxFailure(code: "encoding", line: line, message: "not UTF-8 text")
  }

  /// PEP 263: `# -*- coding: latin-1 -*-` in the first two lines.
  private static func declaresLatin1(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false).prefix(2).contains { line in
      let text = line.text
      guard text.trimmed.starts(with: "#"), let name = text.split(atFirst: "coding")?.after else { return false }
      let letters = name.lowercased().utf8.filter { $0.isLetter || $0.isDigit }.text
      return ["latin1", "iso88591", "iso885915", "cp1252"].contains { letters.starts(with: $0) }
    }
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) throws(SyntaxFailure) -> String {
    let units = groups(of: 2, bytes, bigEndian: bigEndian).map { UInt16(truncatingIfNeeded: $0) }
    guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
      throw SyntaxFailure(code: "encoding", line: nil, message: "a UTF-16 byte order mark, but not UTF-16 text")
    }
    return text
  }

  private static func utf32(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) throws(SyntaxFailure) -> String {
    let units = groups(of: 4, bytes, bigEndian: bigEndian)
    guard bytes.count.isMultiple(of: 4), let text = String(validating: units, as: UTF32.self) else {
      throw SyntaxFailure(code: "encoding", line: nil, message: "a UTF-32 byte order mark, but not UTF-32 text")
    }
    return text
  }

  private static func groups(of size: Int, _ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt32] {
    let bytes = Array(bytes)
    return stride(from: 0, to: bytes.count - size + 1, by: size).map { start in
      let group = bytes[start..<(start + size)]
      return (bigEndian ? Array(group) : group.reversed()).reduce(0) { $0 << 8 | UInt32($1) }
    }
  }
}
