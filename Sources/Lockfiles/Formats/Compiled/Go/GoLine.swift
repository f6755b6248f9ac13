/// A line of a `go.mod` or `go.work`, in words.
///
/// Grammar: https://go.dev/ref/mod#go-mod-file-lexical
struct GoLine {
  /// Strings without their quotes; `=>`, `(` and `)` stand alone.
  let words: [String]
  /// What stands behind `//`.
  let comment: String
  let number: Int

  /// Nil when a string is not closed.
  init?(_ line: TextLine) {
    number = line.number
    var words: [String] = []
    var comment = ""
    var rest = line.bytes[...]
    while let first = rest.first {
      if first.isBlank {
        rest = rest.dropFirst()
      } else if rest.starts(with: "//".utf8) {
        comment = rest.dropFirst(2).trimmed.text
        rest = []
      } else if first == UInt8(ascii: "\"") || first == UInt8(ascii: "`") {
        guard let end = rest.dropFirst().firstIndex(of: first) else { return nil }
        words.append(rest[(rest.startIndex + 1)..<end].text)
        rest = rest[(end + 1)...]
      } else if "(),[]".utf8.contains(first) {
        words.append(rest.prefix(1).text)
        rest = rest.dropFirst()
      } else {
        let end = Self.wordEnd(rest)
        words.append(rest[..<end].text)
        rest = rest[end...]
      }
    }
    self.words = words
    self.comment = comment
  }

  private static func wordEnd(_ text: ArraySlice<UInt8>) -> Int {
    for index in text.indices
    where text[index].isBlank || "(),[]".utf8.contains(text[index]) || text[index...].starts(with: "//".utf8) {
      return index
    }
    return text.endIndex
  }
}
