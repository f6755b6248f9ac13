/// The words of a line as a POSIX shell splits them, without expansions: what Python's `shlex.split` gives.
enum ShellWords {
  static func split(_ text: some Sequence<UInt8>) throws(SyntaxFailure) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    // Two quotation marks make a word that is empty.
    var hasWord = false
    var quote: UInt8?
    var isEscaped = false
    for byte in text {
      if isEscaped {
        // Between double quotes a backslash only escapes itself and the quote.
        if quote != nil, byte != UInt8(ascii: "\\"), byte != quote { word.append(UInt8(ascii: "\\")) }
        word.append(byte)
        hasWord = true
        isEscaped = false
      } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
        isEscaped = true
      } else if byte == quote {
        quote = nil
      } else if quote != nil {
        word.append(byte)
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
        hasWord = true
      } else if byte.isBlank {
        if hasWord { words.append(word.text) }
        word.removeAll(keepingCapacity: true)
        hasWord = false
      } else {
        word.append(byte)
        hasWord = true
      }
    }
    guard quote == nil, !isEscaped else {
      throw SyntaxFailure(code: "option.quote", line: nil, message: "a quotation mark is not closed")
    }
    if hasWord { words.append(word.text) }
    return words
  }
}
