/// What a YAML scalar without quotes is to Compose, and how it prints it.
///
/// Follows go-yaml: `3.10` is the number 3.1 and `0755` is 493, while `yes` and `1:30` are text.
/// Dates, which Compose refuses, are taken as text.
enum PlainScalar {
  static func resolve(_ text: String) -> (text: String, kind: ComposeNode.Scalar) {
    switch text {
    case "", "~", "null", "Null", "NULL": return ("", .null)
    case "true", "True", "TRUE": return ("true", .boolean)
    case "false", "False", "FALSE": return ("false", .boolean)
    case ".nan", ".NaN", ".NAN": return ("NaN", .number)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return ("+Inf", .number)
    case "-.inf", "-.Inf", "-.INF": return ("-Inf", .number)
    default: break
    }
    guard let first = text.utf8.first, "0123456789+-.".utf8.contains(first) else { return (text, .text) }
    // Underscores group digits, except in numbers that begin with their point.
    let digits = first == UInt8(ascii: ".") ? text : String(text.filter { $0 != "_" })
    if first != UInt8(ascii: "."), let integer = integer(digits) { return (integer, .number) }
    if isDecimal(digits), let value = Double(digits), value.isFinite { return (GoFloat.text(value), .number) }
    return (text, .text)
  }

  /// Decimal, or with the prefix of another base; a leading zero is octal.
  private static func integer(_ text: String) -> String? {
    let isNegative = text.hasPrefix("-")
    var digits = text[...]
    if isNegative || text.hasPrefix("+") { digits = digits.dropFirst() }
    var radix = 10
    if digits.count > 1, digits.hasPrefix("0") {
      let bases: [Character: Int] = ["x": 16, "X": 16, "b": 2, "B": 2, "o": 8, "O": 8]
      if let base = bases[digits[digits.index(after: digits.startIndex)]] {
        radix = base
        digits = digits.dropFirst(2)
      } else {
        radix = 8
        digits = digits.dropFirst()
      }
    }
    // Swift would take a second sign here.
    guard let first = digits.first, first != "-", first != "+" else { return nil }
    if isNegative { return Int64("-" + digits, radix: radix).map { "\($0)" } }
    return UInt64(digits, radix: radix).map { "\($0)" }
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, which is less than Swift would read.
  private static func isDecimal(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    func digits() -> Int {
      let run = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest[run.endIndex...]
      return run.count
    }
    func sign() { if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() } }
    sign()
    let whole = digits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() + whole > 0 else { return false }
    } else if whole == 0 {
      return false
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      sign()
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
