/// A line of a requirements file after continuations are joined and comments are gone.
struct RequirementsLine {
  /// The first of the joined lines, counted from 1.
  let number: Int
  let text: [UInt8]

  /// The lines of `text` that are left, in the steps and the order of pip's `req_file.py`.
  static func lines(of text: String) -> [RequirementsLine] { lines(of: FileText.pythonLines(text)) }

  /// - Parameter lines: as Python splits the text.
  static func lines(of lines: [[UInt8]]) -> [RequirementsLine] {
    joined(lines).compactMap { line in
      let text = withoutComment(line.text).trimmed
      return text.isEmpty ? nil : RequirementsLine(number: line.number, text: Array(text))
    }
  }

  /// A line that ends in a backslash goes on in the next one; a comment line ends that.
  private static func joined(_ lines: [[UInt8]]) -> [RequirementsLine] {
    var result: [RequirementsLine] = []
    var pending: [UInt8] = []
    var start: Int?
    for (index, line) in lines.enumerated() {
      let isComment = line.trimmed.first == UInt8(ascii: "#")
      if line.last == UInt8(ascii: "\\") && !isComment {
        start = start ?? index + 1
        pending += line.drop { $0 == UInt8(ascii: "\\") }.reversed().drop { $0 == UInt8(ascii: "\\") }.reversed()
        continue
      }
      // The blank makes the comment recognisable behind what it is joined to.
      pending += isComment ? [0x20] + line : line
      result.append(RequirementsLine(number: start ?? index + 1, text: pending))
      pending = []
      start = nil
    }
    if let start { result.append(RequirementsLine(number: start, text: pending)) }
    return result
  }

  /// `#` begins a comment at the start of a line and behind a blank: `https://host/x#egg=y` has none.
  private static func withoutComment(_ line: [UInt8]) -> ArraySlice<UInt8> {
    for (index, byte) in line.enumerated() where byte == UInt8(ascii: "#") {
      if index == 0 || line[index - 1].isBlank { return line[..<index] }
    }
    return line[...]
  }
}
