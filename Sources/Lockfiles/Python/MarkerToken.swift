/// A part of the text of an environment marker.
enum MarkerToken: Hashable {
  case open
  case close
  /// A run of the signs that operators are made of.
  case comparison(String)
  /// A variable, `and`, `or`, `not`, `in`, or anything else that looks so.
  case word(String)
  /// A text in quotes of either kind, without them.
  case quoted(String)

  /// Nil when `text` holds anything else.
  static func tokens(_ text: String) -> [MarkerToken]? {
    let bytes = Array(text.utf8)
    var result: [MarkerToken] = []
    var index = 0
    func end(where belongs: (UInt8) -> Bool) -> Int {
      bytes[index...].firstIndex { !belongs($0) } ?? bytes.count
    }
    while index < bytes.count {
      let byte = bytes[index]
      var next = index + 1
      switch byte {
      case _ where byte.isBlank: break
      case UInt8(ascii: "("): result.append(.open)
      case UInt8(ascii: ")"): result.append(.close)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let quote = bytes[next...].firstIndex(of: byte) else { return nil }
        result.append(.quoted(bytes[next..<quote].text))
        next = quote + 1
      case _ where isOperator(byte):
        next = end(where: isOperator)
        result.append(.comparison(bytes[index..<next].text))
      case _ where byte.isNameByte:
        next = end(where: \.isNameByte)
        result.append(.word(bytes[index..<next].text))
      default: return nil
      }
      index = next
    }
    return result
  }

  private static func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
