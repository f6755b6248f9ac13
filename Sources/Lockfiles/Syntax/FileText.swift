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
  ///
  /// Python strips every kind of blank and the grammars here only know one, so that all but tabs become that.
  static func pythonLines(_ text: String) -> [[UInt8]] {
    var text = text
    return text.withUTF8 { bytes in
      var lines: [[UInt8]] = []
      var line: [UInt8] = []
      var start = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        // Nothing else in ASCII breaks a line, and other breaks and blanks begin with one of these.
        let isPlain = byte > 0x1E && byte != 0xC2 && (byte < 0xE1 || byte > 0xE3)
        guard !isPlain, let sign = PythonSign(bytes[index...].prefix(3)) else {
          index += 1
          continue
        }
        line.append(contentsOf: bytes[start..<index])
        if sign.isBreak {
          lines.append(line)
          line = []
        } else {
          line.append(0x20)
        }
        index += sign.length
        if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
        start = index
      }
      line.append(contentsOf: bytes[start...])
      if !line.isEmpty { lines.append(line) }
      return lines
    }
  }

  /// A line break or blank of Python's at the beginning of some bytes of UTF-8.
  private struct PythonSign {
    let length: Int
    let isBreak: Bool

    /// Nil when the bytes begin with something else.
    init?(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
      let (first, second) = (bytes.first ?? 0, bytes.dropFirst().first ?? 0)
      switch (first, second, bytes.dropFirst(2).first ?? 0) {
      case (0x0A...0x0D, _, _), (0x1C...0x1E, _, _): (length, isBreak) = (1, true)
      case (0xC2, 0x85, _): (length, isBreak) = (2, true)
      case (0xC2, 0xA0, _): (length, isBreak) = (2, false)
      case (0xE2, 0x80, 0xA8...0xA9): (length, isBreak) = (3, true)
      case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
        (length, isBreak) = (3, false)
      default: return nil
      }
    }
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
    stride(from: bytes.startIndex, to: bytes.endIndex - size + 1, by: size).map { start in
      var unit: UInt32 = 0
      for offset in 0..<size { unit = unit << 8 | UInt32(bytes[start + (bigEndian ? offset : size - 1 - offset)]) }
      return unit
    }
  }
}
