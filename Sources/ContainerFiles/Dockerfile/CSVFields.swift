/// One line of comma-separated values, as the values of `--mount` are written.
enum CSVFields {
  /// - Throws: for an empty line, and for a quote that stands where none may or does not end.
  static func read(_ line: [UInt8]) throws(Refusal) -> [WordSplitting.Piece] {
    let quote = UInt8(ascii: "\"")
    let comma = UInt8(ascii: ",")
    guard !line.isEmpty else { throw Refusal("no fields") }
    var fields: [WordSplitting.Piece] = []
    var rest = line[...]
    while true {
      guard rest.first == quote else {
        let field = rest.prefix { $0 != comma }
        if let bare = field.firstIndex(of: quote) { throw Refusal("a bare quote in \(Refusal.quote(line))", at: bare) }
        fields.append(WordSplitting.Piece(bytes: Array(field), offset: field.startIndex))
        guard field.endIndex < rest.endIndex else { return fields }
        rest = rest[(field.endIndex + 1)...]
        continue
      }
      var field = WordSplitting.Piece(offset: rest.startIndex + 1)
      rest = rest.dropFirst()
      while true {
        guard let end = rest.firstIndex(of: quote) else {
          throw Refusal("a quote without end in \(Refusal.quote(line))", at: field.offset - 1)
        }
        field.bytes += rest[..<end]
        rest = rest[(end + 1)...]
        guard rest.first == quote else { break }
        field.bytes.append(quote)
        rest = rest.dropFirst()
      }
      fields.append(field)
      guard let following = rest.first else { return fields }
      guard following == comma else {
        throw Refusal("text after a quoted field in \(Refusal.quote(line))", at: rest.startIndex)
      }
      rest = rest.dropFirst()
    }
  }
}
