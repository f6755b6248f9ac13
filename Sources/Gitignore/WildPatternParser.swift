/// Takes a pattern apart by the rules of git's `wildmatch.c` with `WM_PATHNAME`.
///
/// The same elements serve patterns that are compared with a single name, where git leaves that flag out: it changes
/// only what a slash is to a wildcard, and a name holds none.
enum WildPatternParser {
  /// `text` is without `!`, leading slash and trailing slash; nil when the pattern is broken.
  static func parse(_ text: [UInt8]) -> [WildPattern.Element]? {
    var elements: [WildPattern.Element] = []
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\"):
        guard index + 1 < text.count else { return nil }
        elements.append(.byte(text[index + 1]))
        index += 2
      case UInt8(ascii: "?"):
        elements.append(.anyButSlash)
        index += 1
      case UInt8(ascii: "["):
        guard let set = BracketParser.parse(text, at: &index) else { return nil }
        elements.append(.oneOf(set))
      case UInt8(ascii: "*"):
        elements.append(stars(text, at: &index))
      case let byte:
        elements.append(.byte(byte))
        index += 1
      }
    }
    return elements
  }

  /// Reads a run of stars; two or more stand for whole names when a slash or an end of the pattern is on both sides.
  private static func stars(_ text: [UInt8], at index: inout Int) -> WildPattern.Element {
    let slash = UInt8(ascii: "/")
    let start = index
    while index < text.count, text[index] == UInt8(ascii: "*") { index += 1 }
    guard index - start > 1, start == 0 || text[start - 1] == slash else { return .star }
    let rest = text[index...]
    if rest.isEmpty { return .anything }
    if rest.first == slash {
      index += 1
      return .directories
    }
    // A quoted slash behind the stars is a slash like any other, only that it cannot be skipped with them.
    return rest.starts(with: [UInt8(ascii: "\\"), slash]) ? .anything : .star
  }
}
