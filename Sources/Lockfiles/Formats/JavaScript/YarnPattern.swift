/// A key of yarn's locks: `name@range`.
struct YarnPattern {
  /// The name it is installed under.
  let name: String
  let range: String

  init(_ text: String) {
    let bytes = Array(text.utf8)
    // A scope begins with the same sign.
    if let sign = bytes.dropFirst().firstIndex(of: UInt8(ascii: "@")) {
      name = bytes[..<sign].text
      range = bytes[(sign + 1)...].text
    } else {
      name = text
      range = ""
    }
  }

  /// The package's own name: of `a@npm:b@^1`, it is `b`.
  var package: String {
    guard let alias = range.dropping(prefix: "npm:"), let first = alias.utf8.first,
      first.isLetter || first == UInt8(ascii: "@")
    else { return name }
    return YarnPattern(alias).name
  }

  /// The range where it names a file or folder; nil otherwise.
  var path: String? { range.starts(with: "file:") || range.starts(with: "link:") ? range : nil }
}
