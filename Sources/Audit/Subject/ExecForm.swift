/// The exec form of arguments, a JSON array of strings, with the lines of their bytes.
enum ExecForm {
  /// Nil when the text is in shell form.
  static func words(in text: SourceText) -> [SourceText]? {
    let text = text.trimmed
    guard text.bytes.first == UInt8(ascii: "["), text.bytes.last == UInt8(ascii: "]") else { return nil }
    var words: [SourceText] = []
    var index = 1
    var expectsWord = true
    while index < text.count {
      let byte = text.bytes[index]
      index += 1
      if SourceText.isBlank(byte) { continue }
      switch byte {
      case UInt8(ascii: "\"") where expectsWord:
        guard let word = string(in: text, at: &index) else { return nil }
        words.append(word)
        expectsWord = false
      case UInt8(ascii: ",") where !expectsWord: expectsWord = true
      case UInt8(ascii: "]"): return index == text.count && (!expectsWord || words.isEmpty) ? words : nil
      default: return nil
      }
    }
    return nil
  }

  /// `index` is after the opening quotation mark, and after the closing one in the end.
  private static func string(in text: SourceText, at index: inout Int) -> SourceText? {
    var word = SourceText()
    while index < text.count {
      let byte = text.bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return word
      case UInt8(ascii: "\\"):
        guard index + 1 < text.count else { return nil }
        index += 1
        switch text.bytes[index] {
        case UInt8(ascii: "n"): word.append([0x0A], line: Int(text.lines[index]))
        case UInt8(ascii: "t"): word.append([0x09], line: Int(text.lines[index]))
        // The code of a character: no rule looks for one.
        case UInt8(ascii: "u"): word.append(text, at: index)
        default: word.append(text, at: index)
        }
      default: word.append(text, at: index)
      }
      index += 1
    }
    return nil
  }
}
