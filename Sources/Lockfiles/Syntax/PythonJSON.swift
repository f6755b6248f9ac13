/// What Python's `json.dumps(value, sort_keys=True)` prints: the hashes in locks are made of it.
enum PythonJSON {
  /// A value JSON has no form for, such as a date.
  struct Unprintable: Error {}

  /// - Parameter compact: `separators=(",", ":")` instead of the default with blanks.
  static func text(_ value: DataValue, compact: Bool) throws(Unprintable) -> String {
    var text = ""
    try append(value, comma: compact ? "," : ", ", colon: compact ? ":" : ": ", to: &text)
    return text
  }

  private static func append(
    _ value: DataValue, comma: String, colon: String, to text: inout String
  ) throws(Unprintable) {
    switch value.kind {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += number(value)
    case .string(let value): appendString(value, to: &text)
    case .date: throw Unprintable()
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += comma }
        try append(item, comma: comma, colon: colon, to: &text)
      }
      text += "]"
    case .table(let table):
      text += "{"
      for (index, member) in table.sortedMembers.enumerated() {
        if index > 0 { text += comma }
        appendString(member.key, to: &text)
        text += colon
        try append(member.value, comma: comma, colon: colon, to: &text)
      }
      text += "}"
    }
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return value.description
  }

  private static func appendString(_ string: String, to text: inout String) {
    text += "\""
    for unit in string.utf16 {
      switch unit {
      case 0x22: text += "\\\""
      case 0x5C: text += "\\\\"
      case 0x0A: text += "\\n"
      case 0x0D: text += "\\r"
      case 0x09: text += "\\t"
      case 0x08: text += "\\b"
      case 0x0C: text += "\\f"
      case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: unit)))
      default:
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }
    }
    text += "\""
  }
}
