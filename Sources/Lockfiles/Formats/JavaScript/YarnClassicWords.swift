/// The words of one line in a lock of yarn 1, bare or as strings of JSON.
struct YarnClassicWords {
  private var rest: ArraySlice<UInt8>

  /// - Parameter line: without indentation.
  init(_ line: ArraySlice<UInt8>) {
    rest = line
    while rest.last == 0x20 || rest.last == 0x09 { rest = rest.dropLast() }
  }

  /// All words of the line, which are separated by commas and end with a colon; nil when it is built otherwise.
  mutating func names() -> [String]? {
    guard rest.last == UInt8(ascii: ":") else { return nil }
    rest = rest.dropLast()
    var names: [String] = []
    while true {
      let isQuoted = rest.first == UInt8(ascii: "\"")
      // A bare name may hold a colon here: not every generator quotes it.
      let name = isQuoted ? quoted() : take(while: { $0 != UInt8(ascii: ",") })
      guard let name, !name.isEmpty else { return nil }
      names.append(name)
      rest = rest.drop { $0 == 0x20 }
      guard rest.first == UInt8(ascii: ",") else { return rest.isEmpty ? names : nil }
      rest = rest.dropFirst().drop { $0 == 0x20 }
    }
  }

  /// The next word; nil when there is none.
  mutating func word() -> String? {
    let isQuoted = rest.first == UInt8(ascii: "\"")
    let word = isQuoted ? quoted() : take(while: { $0 != 0x20 })
    guard let word, !word.isEmpty else { return nil }
    if !isQuoted, rest.isEmpty, word.utf8.last == UInt8(ascii: ":") {
      rest = [UInt8(ascii: ":")]
      return word.utf8.dropLast().text
    }
    return word
  }

  /// Whether nothing but a colon is left.
  var isColonLast: Bool { rest.count == 1 && rest.first == UInt8(ascii: ":") }

  /// All that is left as one value; nil when nothing is.
  mutating func value() -> String? {
    rest = rest.drop { $0 == 0x20 }
    guard rest.first == UInt8(ascii: "\"") else { return rest.isEmpty ? nil : rest.text }
    guard let value = quoted(), rest.isEmpty else { return nil }
    return value
  }

  private mutating func take(while isPart: (UInt8) -> Bool) -> String {
    let word = rest.prefix(while: isPart)
    rest = rest[word.endIndex...]
    return word.text
  }

  /// A string of JSON; nil when it does not end.
  private mutating func quoted() -> String? {
    var index = rest.startIndex + 1
    var isPlain = true
    while index < rest.endIndex, rest[index] != UInt8(ascii: "\"") {
      if rest[index] == UInt8(ascii: "\\") {
        isPlain = false
        index += 1
      }
      index += 1
    }
    guard index < rest.endIndex else { return nil }
    let literal = rest[...index]
    rest = rest[(index + 1)...]
    if isPlain { return literal.dropFirst().dropLast().text }
    do throws(SyntaxFailure) { return try JSONText.parse(literal.text).string } catch { return nil }
  }
}
