/// Environment variables in files of pip.
enum EnvironmentVariable {
  /// Whether `text` holds one that pip would replace: `${NAME}` of capital letters, digits and `_`.
  static func occurs(in text: String) -> Bool {
    var name: Substring.UTF8View?
    var rest = text[...].utf8
    while let start = rest.firstIndex(of: UInt8(ascii: "$")) {
      rest = rest[rest.index(after: start)...]
      guard rest.first == UInt8(ascii: "{") else { continue }
      name = rest.dropFirst().prefix { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte.isDigit || byte == UInt8(ascii: "_")
      }
      guard let name, !name.isEmpty, rest[name.endIndex...].first == UInt8(ascii: "}") else { continue }
      return true
    }
    return false
  }
}
