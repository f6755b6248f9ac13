/// The three ways in which the frontend cuts an instruction's arguments into words.
enum WordSplitting {
  /// A word, and where it begins in the text that it was cut from.
  struct Piece {
    var bytes: [UInt8] = []
    var offset: Int
  }

  /// At blanks of ASCII, quotes meaning nothing.
  static func atBlanks(_ text: ArraySlice<UInt8>) -> [Piece] {
    guard !text.isEmpty else { return [] }
    var words: [Piece] = []
    var word = Piece(offset: text.startIndex)
    var isInBlanks = false
    for index in text.indices {
      let byte = text[index]
      if RuneText.isBlank(byte) {
        if !isInBlanks { words.append(word) }
        isInBlanks = true
        word = Piece(offset: index + 1)
      } else {
        word.bytes.append(byte)
        isInBlanks = false
      }
    }
    words.append(word)
    return words
  }

  /// The text before the first blanks of ASCII and the text after them; nil when there are none.
  static func atFirstBlanks(_ text: ArraySlice<UInt8>) -> (head: ArraySlice<UInt8>, tail: ArraySlice<UInt8>?) {
    guard let end = text.firstIndex(where: RuneText.isBlank) else { return (text, nil) }
    return (text[..<end], text[end...].drop(while: RuneText.isBlank))
  }

  /// At spaces outside of quotes; quotes and escapes stay, the lexer removes them later.
  static func keepingQuotes(_ text: ArraySlice<UInt8>, escape: UInt8) -> [Piece] {
    var words: [Piece] = []
    var word = Piece(offset: text.startIndex)
    var quote: UInt32?
    let escape = UInt32(escape)
    var index = text.startIndex
    while index < text.endIndex {
      let (rune, width) = RuneText.decode(text, at: index)
      index += width
      if quote == nil, RuneText.isSpace(rune) {
        if !word.bytes.isEmpty { words.append(word) }
        word = Piece(offset: index)
        continue
      }
      if rune == quote {
        quote = nil
      } else if quote == nil, rune == 0x27 || rune == 0x22 {
        quote = rune
      }
      // Nothing escapes inside single quotes, and an escape at the end is dropped.
      if rune == escape, quote != 0x27 {
        guard index < text.endIndex else { break }
        RuneText.append(rune, to: &word.bytes)
        let (escaped, width) = RuneText.decode(text, at: index)
        index += width
        RuneText.append(escaped, to: &word.bytes)
      } else {
        RuneText.append(rune, to: &word.bytes)
      }
    }
    if !word.bytes.isEmpty { words.append(word) }
    return words
  }

  /// The words at the start that begin with `--`, and what follows them.
  ///
  /// Quotes and escapes are removed. The reference takes each byte here for a character of its own: what is
  /// no ASCII in a flag becomes other characters, and the bytes 85 and A0 count as spaces.
  static func flags(_ line: ArraySlice<UInt8>, escape: UInt8) -> (flags: [Piece], rest: ArraySlice<UInt8>) {
    var flags: [Piece] = []
    var position = line.startIndex
    while true {
      while position < line.endIndex, RuneText.isSpace(UInt32(line[position])) { position += 1 }
      guard line[position...].starts(with: [0x2D, 0x2D]) else { return (flags, line[position...]) }
      var flag = Piece(offset: position)
      var quote: UInt8?
      var isQuoted = false
      while position < line.endIndex {
        var byte = line[position]
        if quote == nil {
          if RuneText.isSpace(UInt32(byte)) { break }
          if byte == 0x27 || byte == 0x22 {
            (quote, isQuoted) = (byte, true)
            position += 1
            continue
          }
        } else if byte == quote {
          quote = nil
          position += 1
          continue
        }
        if byte == escape {
          position += 1
          guard position < line.endIndex else { break }
          byte = line[position]
        }
        RuneText.append(UInt32(byte), to: &flag.bytes)
        position += 1
      }
      if flag.bytes == [0x2D, 0x2D] { return (flags, line[position...]) }
      if isQuoted || !flag.bytes.isEmpty { flags.append(flag) }
      if position >= line.endIndex { return (flags, line[position...]) }
    }
  }
}
