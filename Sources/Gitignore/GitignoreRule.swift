/// One line of a ``GitignoreFile`` that says something.
public struct GitignoreRule: Sendable {
  /// Counted from 1.
  public let line: Int
  /// The line as git keeps and shows it: without line end and trailing blanks, and cut at a NUL byte.
  public let source: [UInt8]
  /// Whether the line begins with `!` and so re-includes what an earlier line ignored.
  public let negated: Bool
  /// Whether the line ends with `/` and so matches directories alone.
  public let directoryOnly: Bool
  /// Whether a slash at the beginning or in the middle ties the pattern to the root; without one it is compared with
  /// the last name of a path, at any depth.
  public let anchored: Bool
  /// Whether git makes nothing of the pattern, so that it silently matches no path: a class that is not closed or
  /// names an unknown set, a backslash with nothing behind it, or no pattern at all.
  public var isBroken: Bool { pattern == nil }
  private let pattern: WildPattern?

  /// Reads one line without its `\n`; nil when it says nothing (git's `add_patterns_from_buffer` and
  /// `parse_path_pattern`).
  init?(_ line: ArraySlice<UInt8>, number: Int) {
    let slash = UInt8(ascii: "/")
    if line.first == UInt8(ascii: "#") { return nil }
    let text = line.last == 0x0D ? line.dropLast() : line
    // To git the line is a C string, so that a NUL byte ends it, before trailing blanks are looked for.
    var body = TrailingBlanks.trim(text.prefix { $0 != 0 })
    if body.isEmpty { return nil }
    self.line = number
    source = Array(body)
    negated = body.first == UInt8(ascii: "!")
    if negated { body = body.dropFirst() }
    // Even a quoted slash: git looks at the last byte before it thinks of backslashes.
    directoryOnly = body.last == slash
    if directoryOnly { body = body.dropLast() }
    anchored = body.contains(slash)
    if body.first == slash { body = body.dropFirst() }
    pattern = body.isEmpty ? nil : WildPatternParser.parse(Array(body)).map { WildPattern($0) }
  }

  /// For every name of a path, whether the rule matches the path that ends with it.
  ///
  /// All names but the last are directories; the last is one when `isDirectory` says so.
  func matches(_ names: [ArraySlice<UInt8>], of path: [UInt8], isDirectory: Bool) -> [Bool] {
    guard let pattern, !names.isEmpty else { return names.map { _ in false } }
    var matches =
      anchored
      ? pattern.matchesByName(path[...])
      : names.map { pattern.matchesByName($0) == [true] }
    if directoryOnly, !isDirectory { matches[matches.count - 1] = false }
    return matches
  }
}
