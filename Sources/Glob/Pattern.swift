/// One pattern of an ignore file, compiled.
///
/// The ``Dialect`` is Docker's unless another is asked for, that of moby/patternmatcher: `*` is any run without `/`, `?` one character but `/`,
/// `[a-z]` a class, `**/` any number of directories, `\` quotes. A pattern without wildcards compares bytes;
/// `x/**` and `**/x` compare a prefix or a suffix; every other pattern becomes a regular expression, with
/// all that leaks from that (``PatternNote``).
public struct Pattern: Sendable {
  /// How the pattern is compared.
  public enum Form: Hashable, Sendable {
    /// The path's bytes are the pattern's.
    case exact
    /// The path begins with these bytes.
    case prefix([UInt8])
    /// The path ends with these bytes; when they begin with `/`, it may also be the rest of them.
    case suffix([UInt8])
    /// The path matches a regular expression.
    case expression
    /// The reference fails when it first has to evaluate the pattern.
    case broken
  }

  /// The text the pattern was compiled from: cleaned, without `!`.
  public let text: [UInt8]
  public let form: Form
  /// Only for ``Form/expression``.
  let expression: Expression?

  /// Compiles `text`, which is one pattern already cleaned: no `!`, no slash at either end.
  ///
  /// - Throws: ``PatternSyntaxError`` where the reference refuses the pattern when it reads the rules. What it
  ///   refuses later, when the pattern is first evaluated, has the form ``Form/broken``.
  public init(_ text: [UInt8], dialect: Dialect = .moby) throws(PatternSyntaxError) {
    try NameMatch.check(text)
    self.text = text
    if dialect == .containers {
      expression = ContainersTranslation(text).expression.flatMap { try? ExpressionParser.parse($0) }
      form = expression == nil ? .broken : .expression
      return
    }
    // The commonest case by far, and it needs none of the work below.
    guard text.contains(where: Self.isSpecial) else {
      form = .exact
      expression = nil
      return
    }
    let translation = Translation(text)
    switch translation.shape {
    case .exact:
      form = .exact
      expression = nil
    case .prefix:
      form = .prefix(Array(text.dropLast(2)))
      expression = nil
    case .suffix:
      form = .suffix(Array(text.dropFirst(2)))
      expression = nil
    case .expression:
      let parsed = try? ExpressionParser.parse(translation.expression)
      form = parsed == nil ? .broken : .expression
      expression = parsed
    }
  }

  /// Whether the pattern alone matches all of `path`; nil for a broken one.
  ///
  /// Many patterns are asked at once with ``PatternSet``.
  public func matches(_ path: [UInt8]) -> Bool? {
    switch form {
    case .exact: return path == text
    case .prefix(let literal): return path.starts(with: literal)
    case .suffix(let literal):
      return path.hasSuffix(literal)
        || (literal.first == UInt8(ascii: "/") && path.elementsEqual(literal.dropFirst()))
    case .broken: return nil
    case .expression:
      var scanner = PatternScanner(PatternSet([self]))
      return !scanner.matches(scanner.advance(scanner.start, over: path)).isEmpty
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "[")
      || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\\")
  }
}

extension [UInt8] {
  func hasSuffix(_ suffix: [UInt8]) -> Bool {
    guard count >= suffix.count else { return false }
    return self[(count - suffix.count)...].elementsEqual(suffix)
  }
}

extension Pattern {
  /// How many steps the pattern is made of once repetitions are written out.
  public var size: Int { expression?.size ?? text.count }
}
