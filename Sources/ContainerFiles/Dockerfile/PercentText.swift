/// Percent-encoding of URLs.
enum PercentText {
  /// Nil when a percent sign is not followed by two hexadecimal digits.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard text[index] == UInt8(ascii: "%") else {
        result.append(text[index])
        index += 1
        continue
      }
      guard index + 2 < text.endIndex,
        let high = Character(Unicode.Scalar(text[index + 1])).hexDigitValue,
        let low = Character(Unicode.Scalar(text[index + 2])).hexDigitValue
      else { return nil }
      result.append(UInt8(high << 4 | low))
      index += 3
    }
    return result
  }
}
