/// One Docker pattern, compiled; matches the bytes of a whole relative path.
///
/// The dialect is that of moby/patternmatcher: `*` any run without `/`, `?` one character but `/`, `[a-z]`
/// a class, `**` any run of directories, `\` quotes. Patterns without wildcards compare bytes, and the
/// shapes `x/**` and `**/x` compare a prefix or a suffix. All others run through an automaton whose time
/// is the path's length times the pattern's, whatever the pattern.
public struct Pattern: Sendable {
  enum Matcher: Sendable {
    case exact([UInt8])
    case prefix([UInt8])
    case suffix([UInt8])
    case automaton(Automaton)
  }

  /// The cleaned text the pattern was compiled from.
  public let text: [UInt8]
  let matcher: Matcher

  /// Compiles `text`, which is one pattern already cleaned: no `!`, no slash at either end.
  ///
  /// - Throws: ``PatternSyntaxError`` where the reference fails with "syntax error in pattern".
  public init(_ text: [UInt8]) throws(PatternSyntaxError) {
    try PatternSyntax.check(text)
    self.text = text
    matcher = try PatternCompiler.compile(text)
  }

  /// Whether the pattern matches all of `path`.
  public func matches(_ path: [UInt8]) -> Bool {
    switch matcher {
    case .exact(let literal): path == literal
    case .prefix(let literal): path.starts(with: literal)
    case .suffix(let literal):
      path.hasSuffix(literal) || (literal.first == UInt8(ascii: "/") && path == Array(literal.dropFirst()))
    case .automaton(let automaton): automaton.matches(path)
    }
  }
}

/// A pattern the reference refuses: an unclosed class, a backslash at the end, an empty or broken range.
public struct PatternSyntaxError: Error, Hashable, Sendable {
  public init() {}
}

extension [UInt8] {
  func hasSuffix(_ suffix: [UInt8]) -> Bool {
    guard count >= suffix.count else { return false }
    return self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
