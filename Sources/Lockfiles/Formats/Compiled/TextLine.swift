/// A line of a text file, without its end.
struct TextLine {
  /// Counted from 1.
  let number: Int
  let bytes: ArraySlice<UInt8>

  var text: String { bytes.text }

  /// How many blanks it begins with.
  var indentation: Int { bytes.prefix { $0 == UInt8(ascii: " ") }.count }

  /// The lines of a file, ended by a newline with or without a carriage return in front; a byte order mark is none.
  static func lines(of file: [UInt8]) throws(SyntaxFailure) -> [TextLine] {
    let bytes = Array(try FileText.decode(file).utf8)
    var lines: [TextLine] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let hasReturn = end > start && bytes[end - 1] == 0x0D
      lines.append(TextLine(number: lines.count + 1, bytes: bytes[start..<(hasReturn ? end - 1 : end)]))
      start = end + 1
    }
    return lines
  }

  /// The line of an unfinished merge, for tools that refuse such files.
  static func conflict(in lines: [TextLine]) -> SyntaxFailure? {
    let markers = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].map { Array($0.utf8) }
    guard let line = lines.first(where: { line in markers.contains { line.bytes.starts(with: $0) } }) else {
      return nil
    }
    return SyntaxFailure(code: "conflict", line: line.number, message: "an unfinished merge")
  }
}
