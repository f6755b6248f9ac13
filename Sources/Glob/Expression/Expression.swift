/// A regular expression of Go's `regexp` package, in the parts a pattern can reach.
///
/// Source of syntax and meaning: Go, regexp/syntax, flags `Perl` (a dot does not match a newline, `^` and `$`
/// are the ends of the text).
indirect enum Expression: Hashable, Sendable {
  case empty
  case scalar(UInt32)
  case oneOf(ScalarSet)
  case textStart
  case textEnd
  case wordBoundary
  case noWordBoundary
  case sequence([Expression])
  case either([Expression])
  /// `maximum` is nil when there is none.
  case repeated(Expression, minimum: Int, maximum: Int?)
  case group(Expression)

  /// What the reference counts against its limit on the size of an expression (`calcSize`).
  var size: Int {
    let size: Int
    switch self {
    case .empty, .scalar, .oneOf, .textStart, .textEnd, .wordBoundary, .noWordBoundary: size = 1
    case .group(let inner): size = 2 + inner.size
    case .sequence(let parts): size = parts.reduce(0) { $0 + $1.size }
    case .either(let parts): size = parts.reduce(parts.count - 1) { $0 + $1.size }
    case .repeated(let inner, 0, 1): size = 1 + inner.size
    case .repeated(let inner, 0, nil): size = 2 + inner.size
    case .repeated(let inner, let minimum, nil): size = 1 + minimum * inner.size
    case .repeated(let inner, let minimum, let maximum?): size = maximum * inner.size + maximum - minimum
    }
    return max(1, size)
  }

  /// How many copies of the innermost part the repetitions make (`repeatIsValid`; `*` and `?` count once).
  var copies: Int {
    switch self {
    case .repeated(let inner, let minimum, let maximum):
      if maximum == 0 { return 1 }
      let own = max(1, maximum ?? minimum)
      // Larger products are refused one by one, so this stays small.
      return own * inner.copies
    case .group(let inner): return inner.copies
    case .sequence(let parts), .either(let parts): return parts.reduce(1) { max($0, $1.copies) }
    default: return 1
    }
  }
}

/// Why the reference cannot compile the expression it made of a pattern.
enum ExpressionError: Error, Hashable, Sendable {
  case invalidEscape
  case invalidClass
  case missingBracket
  case invalidRepeatCount
  case missingRepeatArgument
  case repeatedRepeat
  case missingParenthesis
  case tooLarge
}
