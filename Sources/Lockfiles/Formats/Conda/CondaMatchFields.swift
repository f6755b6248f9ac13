internal import Fingerprints

/// The part in brackets of a match specification: `name[version=">=1,<2", build=x*]`, or extras as Python has them.
struct CondaMatchFields {
  /// The specification without the brackets.
  let rest: String
  /// What has no `=`.
  let extras: [String]
  private let pairs: [(key: String, value: String)]

  /// The value of the last field of this name; nil when it is absent or empty.
  subscript(_ key: String) -> String? {
    pairs.last { $0.key.hasSameBytes(as: key) && !$0.value.isEmpty }?.value
  }

  /// Nil when a bracket is not closed.
  init?(_ specification: String) {
    let bytes = Array(specification.utf8)
    guard let open = bytes.lastIndex(of: UInt8(ascii: "[")) else {
      rest = specification
      extras = []
      pairs = []
      return
    }
    guard let close = bytes.lastIndex(of: UInt8(ascii: "]")), close > open else { return nil }
    rest = (bytes[..<open] + bytes[(close + 1)...]).text
    var pairs: [(key: String, value: String)] = []
    var extras: [String] = []
    for field in Self.fields(bytes[(open + 1)..<close]) {
      if let (key, value) = field.split(atFirst: "=") {
        let bare = value.utf8.filter { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }.text
        pairs.append((key.trimmed, bare.trimmed))
      } else if !field.trimmed.isEmpty {
        extras.append(field.trimmed)
      }
    }
    self.pairs = pairs
    self.extras = extras
  }

  /// At commas outside of quotes.
  private static func fields(_ text: ArraySlice<UInt8>) -> [String] {
    var fields: [[UInt8]] = [[]]
    var quote: UInt8?
    for byte in text {
      if byte == UInt8(ascii: ","), quote == nil {
        fields.append([])
        continue
      }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = quote == nil ? byte : quote == byte ? nil : quote
      }
      fields[fields.count - 1].append(byte)
    }
    return fields.map(\.text)
  }
}
