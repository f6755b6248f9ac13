/// The replacement in `${name//pattern/replacement}`: the reference hands it to Go's regular expressions, for which
/// `$0` is the match, any other `$name` is empty and `$$` is a dollar sign.
enum ReplacementTemplate {
  static func expand(_ template: [UInt8], match: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = template[...]
    while let dollar = rest.firstIndex(of: 0x24) {
      result += rest[..<dollar]
      rest = rest[(dollar + 1)...]
      if rest.first == 0x24 {
        result.append(0x24)
        rest = rest.dropFirst()
      } else if let (name, after) = name(rest) {
        if name.elementsEqual([0x30]) { result += match }
        rest = after
      } else {
        result.append(0x24)
      }
    }
    return result + rest
  }

  private static func name(_ text: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, after: ArraySlice<UInt8>)? {
    let isBraced = text.first == 0x7B
    let start = text.startIndex + (isBraced ? 1 : 0)
    var end = start
    while end < text.endIndex {
      let (rune, width) = RuneText.decode(text, at: end)
      guard RuneText.isLetter(rune) || RuneText.isDigit(rune) || rune == 0x5F else { break }
      end += width
    }
    guard end > start else { return nil }
    guard isBraced else { return (text[start..<end], text[end...]) }
    guard end < text.endIndex, text[end] == 0x7D else { return nil }
    return (text[start..<end], text[(end + 1)...])
  }
}
