/// How the reference compares a pattern, and the regular expression it would make of it.
///
/// Source: moby/patternmatcher, `Pattern.compile`. The table of characters to escape has a fault there (a
/// shift beyond eight bits), so `{`, `|` and `}` keep their meaning as in expressions; `^`, `[` and whatever
/// follows a backslash keep theirs because nobody escapes them. All that is reproduced, for the answer of
/// a builder is what counts.
struct Translation {
  enum Shape { case exact, prefix, suffix, expression }

  private(set) var shape = Shape.exact
  /// The expression's characters, `^` at the start; complete only for ``Shape/expression``.
  private(set) var expression: [UInt32] = [0x5E]

  init(_ pattern: [UInt8]) {
    // A byte that is not UTF-8 is read as U+FFFD, and a byte order mark at the start is not read at all.
    var text = Scalars.all(pattern).map { $0 > Scalars.maximum ? Scalars.replacement : $0 }[...]
    if text.first == 0xFEFF { text.removeFirst() }
    expression.reserveCapacity(text.count + 16)
    var first = true
    while let scalar = text.popFirst() {
      append(scalar, &text, first: first)
      first = false
    }
    if shape == .expression { expression.append(0x24) }
  }

  private mutating func append(_ scalar: UInt32, _ rest: inout ArraySlice<UInt32>, first: Bool) {
    switch Unicode.Scalar(scalar) {
    case "*" where rest.first == 0x2A:
      rest.removeFirst()
      if rest.first == 0x2F { rest.removeFirst() }
      if !rest.isEmpty {
        append("(.*/)?")
        shape = .expression
      } else if shape == .exact {
        shape = .prefix
      } else {
        append(".*")
        shape = .expression
      }
      // A pattern that begins with `**` and goes on without wildcards compares a suffix.
      if first { shape = .suffix }
    case "*":
      append("[^/]*")
      shape = .expression
    case "?":
      append("[^/]")
      shape = .expression
    case ".", "+", "(", ")", "$":
      append("\\")
      expression.append(scalar)
    case "\\":
      append("\\")
      if let quoted = rest.popFirst() {
        expression.append(quoted)
        shape = .expression
      }
    case "[", "]":
      expression.append(scalar)
      shape = .expression
    default:
      expression.append(scalar)
    }
  }

  private mutating func append(_ text: String) {
    expression += text.unicodeScalars.lazy.map(\.value)
  }
}
