/// What PHP's `json_encode(json_decode(text, true))` prints: composer's hashes are made of it.
///
/// Objects become arrays on the way, so that an empty one, or one whose keys are 0, 1, … in their order, is printed as
/// a list. Checked with PHP 8.2.
enum PHPJSON {
  /// A value PHP refuses to print, such as a number that is too large.
  struct Unprintable: Error {}

  static func text(_ value: DataValue) throws(Unprintable) -> String {
    var text = ""
    try append(value, to: &text)
    return text
  }

  private static func append(_ value: DataValue, to text: inout String) throws(Unprintable) {
    switch value.kind {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += try number(value)
    case .string(let value): append(string: value, to: &text)
    case .date: throw Unprintable()
    case .array(let items): try append(list: items, to: &text)
    case .table(let table):
      let isList = table.members.enumerated().allSatisfy { $0.element.key == String($0.offset) }
      if isList {
        try append(list: table.members.map(\.value), to: &text)
        return
      }
      text += "{"
      for (index, member) in table.members.enumerated() {
        if index > 0 { text += "," }
        append(string: member.key, to: &text)
        text += ":"
        try append(member.value, to: &text)
      }
      text += "}"
    }
  }

  private static func append(list: [DataValue], to text: inout String) throws(Unprintable) {
    text += "["
    for (index, item) in list.enumerated() {
      if index > 0 { text += "," }
      try append(item, to: &text)
    }
    text += "]"
  }

  /// The shortest digits that give the same number, as Swift prints them, too; 17 digits at most before `e`.
  private static func number(_ value: Double) throws(Unprintable) -> String {
    guard value.isFinite else { throw Unprintable() }
    if value == 0 { return value.sign == .minus ? "-0" : "0" }
    let (digits, point) = decimal(value.magnitude)
    let sign = value < 0 ? "-" : ""
    if point < -3 || point > 17 {
      let exponent = point - 1
      let fraction = digits.count > 1 ? digits[1...].text : "0"
      return "\(sign)\(digits[..<1].text).\(fraction)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits.text }
    if point >= digits.count { return sign + digits.text + String(repeating: "0", count: point - digits.count) }
    return sign + digits[..<point].text + "." + digits[point...].text
  }

  /// Digits without zeros at the ends, and how many of them stand before the point.
  private static func decimal(_ value: Double) -> (digits: [UInt8], point: Int) {
    let parts = value.description.split(atFirst: "e")
    let mantissa = parts?.before ?? value.description
    var digits = Array(mantissa.utf8.filter(\.isDigit))
    var point = (mantissa.split(atFirst: ".")?.before ?? mantissa).utf8.count
    point += parts.flatMap { Int($0.after) } ?? 0
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, point)
  }

  private static func append(string: String, to text: inout String) {
    text += "\""
    for unit in string.utf16 {
      switch unit {
      case 0x22: text += "\\\""
      case 0x5C: text += "\\\\"
      case 0x2F: text += "\\/"
      case 0x0A: text += "\\n"
      case 0x0D: text += "\\r"
      case 0x09: text += "\\t"
      case 0x08: text += "\\b"
      case 0x0C: text += "\\f"
      case 0x20...0x7F: text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: unit)))
      default:
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }
    }
    text += "\""
  }
}
