/// One dependency of a `Cartfile` or a `Cartfile.resolved`: `github "owner/name" "v1.0"`.
struct CartfileLine {
  enum Kind: String {
    case github
    case git
    case binary
  }

  let kind: Kind
  /// `owner/name` or an address.
  let location: String
  /// What stands behind: a version in quotes, or a requirement such as `~> 1.0`; empty for any.
  let rest: String
  let number: Int

  /// The dependencies of a file, in their order.
  static func all(in bytes: [UInt8]) throws(SyntaxFailure) -> [CartfileLine] {
    let lines = try TextLine.lines(of: bytes)
    if let conflict = TextLine.conflict(in: lines) { throw conflict }
    var result: [CartfileLine] = []
    for line in lines {
      let text = line.bytes.trimmed
      if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
      guard let parsed = CartfileLine(text.text, number: line.number) else {
        throw SyntaxFailure(line: line.number, message: "this is neither github nor git nor binary")
      }
      result.append(parsed)
    }
    return result
  }

  private init?(_ text: String, number: Int) {
    guard let (word, behind) = text.split(atFirst: " "), let kind = Kind(rawValue: word),
      let open = behind.trimmed.dropping(prefix: "\""), let (location, rest) = open.split(atFirst: "\"")
    else { return nil }
    self.kind = kind
    self.location = location
    // A comment may stand at the end.
    self.rest = (rest.split(atFirst: " #")?.before ?? rest).trimmed
    self.number = number
  }

  /// Safe to print.
  var shown: String { WebAddress.canonical(location) }

  /// What stands in quotes behind the location; nil when there is none.
  var quoted: String? {
    guard let open = rest.dropping(prefix: "\""), let (inner, _) = open.split(atFirst: "\"") else { return nil }
    return inner
  }

  /// For comparing: GitHub's names are without case.
  var key: String {
    switch kind {
    case .github: "github:" + location.lowercased()
    case .git, .binary: kind.rawValue + ":" + CargoSource.repository(location)
    }
  }
}
