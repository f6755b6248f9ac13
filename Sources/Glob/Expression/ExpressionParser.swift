/// Parses an expression by the rules of Go's regexp/syntax (`parse`, with the flags `Perl`).
struct ExpressionParser {
  /// The reference's limit on instructions: 128 MiB of 40 bytes each.
  private static let maximumSize = (128 << 20) / 40
  /// Its limit on how deep an expression is nested.
  private static let maximumHeight = 1000
  /// Its limit on the characters in classes and literals: 128 MiB of 4 bytes each.
  private static let maximumScalars = (128 << 20) / 4

  private let text: [UInt32]
  private var index = 0
  /// The alternatives of each open parenthesis, the outermost first; the last of them is being read.
  private var open: [[[Part]]] = [[[]]]
  private var scalarCount = 0

  /// An expression and how deep it is nested.
  private struct Part {
    let expression: Expression
    let height: Int
  }

  static func parse(_ text: [UInt32]) throws(ExpressionError) -> Expression {
    var parser = ExpressionParser(text: text)
    return try parser.parse()
  }

  private init(text: [UInt32]) { self.text = text }

  private mutating func parse() throws(ExpressionError) -> Expression {
    var afterRepeat = false
    while let next = peek() {
      let mayNotRepeat = afterRepeat
      afterRepeat = false
      switch next {
      case "(":
        index += 1
        open.append([[]])
      case "|":
        index += 1
        open[open.count - 1].append([])
      case ")":
        guard open.count > 1, let alternatives = open.popLast() else { throw .missingParenthesis }
        index += 1
        let inner = try Self.combined(alternatives)
        push(.group(inner.expression), height: inner.height + 1)
      case "^":
        index += 1
        push(.textStart)
      case "$":
        index += 1
        push(.textEnd)
      case ".":
        index += 1
        push(.oneOf(.anyButNewline))
      case "[":
        let members = try ClassParser.parse(text, at: &index)
        try pushSet(members)
      case "*", "+", "?":
        index += 1
        let minimum = next == "+" ? 1 : 0
        try repeatLast(minimum: minimum, maximum: next == "?" ? 1 : nil, mayNotRepeat)
        afterRepeat = true
      case "{":
        guard let counts = RepeatCounts.parse(text, at: index) else {
          index += 1
          push(.scalar(next.value))
          break
        }
        guard counts.areValid else { throw .invalidRepeatCount }
        index = counts.end
        try repeatLast(minimum: counts.minimum, maximum: counts.maximum, mayNotRepeat)
        afterRepeat = true
      case "\\":
        try escape()
      default:
        index += 1
        push(.scalar(next.value))
      }
    }
    guard open.count == 1 else { throw .missingParenthesis }
    let whole = try Self.combined(open[0]).expression
    guard whole.size <= Self.maximumSize, scalarCount <= Self.maximumScalars else { throw .tooLarge }
    return whole
  }

  private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    guard index + offset < text.count else { return nil }
    // Bytes that are not UTF-8 became U+FFFD before; nothing else is no scalar.
    return Unicode.Scalar(text[index + offset]) ?? "\u{FFFD}"
  }

  private mutating func escape() throws(ExpressionError) {
    switch peek(1) {
    case "A": push(.textStart)
    case "b": push(.wordBoundary)
    case "B": push(.noWordBoundary)
    case "C": throw .invalidEscape
    case "z": push(.textEnd)
    case "Q":
      index += 2
      while let scalar = peek() {
        if scalar == "\\", peek(1) == "E" {
          index += 2
          return
        }
        push(.scalar(scalar.value))
        index += 1
      }
      return
    default:
      if let members = try Escapes.set(text, at: &index) {
        try pushSet(members)
      } else {
        push(.scalar(try Escapes.scalar(text, at: &index)))
      }
      return
    }
    index += 2
  }

  private mutating func push(_ expression: Expression, height: Int = 1) {
    scalarCount += 1
    let last = open.count - 1
    open[last][open[last].count - 1].append(Part(expression: expression, height: height))
  }

  private mutating func pushSet(_ members: ScalarSet) throws(ExpressionError) {
    scalarCount += 2 * members.ranges.count
    // Checked here as well, so that a long pattern of large classes is not held in memory first.
    guard scalarCount <= Self.maximumScalars else { throw .tooLarge }
    push(.oneOf(members))
  }

  private mutating func repeatLast(minimum: Int, maximum: Int?, _ mayNotRepeat: Bool) throws(ExpressionError) {
    // `?` behind a repetition makes it reluctant, which changes nothing in whether it matches.
    if peek() == "?" { index += 1 }
    if mayNotRepeat { throw .repeatedRepeat }
    let last = open.count - 1
    let alternative = open[last].count - 1
    guard let inner = open[last][alternative].popLast() else { throw .missingRepeatArgument }
    guard inner.height < Self.maximumHeight else { throw .tooLarge }
    let repeated = Expression.repeated(inner.expression, minimum: minimum, maximum: maximum)
    guard repeated.copies <= 1000 else { throw .invalidRepeatCount }
    open[last][alternative].append(Part(expression: repeated, height: inner.height + 1))
  }

  private static func combined(_ alternatives: [[Part]]) throws(ExpressionError) -> Part {
    let parts = alternatives.map { parts -> Part in
      switch parts.count {
      case 0: Part(expression: .empty, height: 1)
      case 1: parts[0]
      default: Part(expression: .sequence(parts.map(\.expression)), height: 1 + highest(parts))
      }
    }
    let whole =
      parts.count == 1
      ? parts[0] : Part(expression: .either(parts.map(\.expression)), height: 1 + highest(parts))
    guard whole.height <= maximumHeight else { throw .tooLarge }
    return whole
  }

  private static func highest(_ parts: [Part]) -> Int { parts.reduce(0) { max($0, $1.height) } }
}

/// `{2}`, `{2,}`, `{2,3}`.
private struct RepeatCounts {
  let minimum: Int
  let maximum: Int?
  let end: Int
  private let tooBig: Bool

  var areValid: Bool { !tooBig && minimum <= 1000 && (maximum.map { $0 <= 1000 && minimum <= $0 } ?? true) }

  /// Nil when what begins at `start` has not this form; then `{` stands for itself.
  static func parse(_ text: [UInt32], at start: Int) -> RepeatCounts? {
    var index = start + 1
    guard let minimum = number(text, at: &index), index < text.count else { return nil }
    var maximum: Int? = minimum
    if text[index] == comma {
      index += 1
      guard index < text.count else { return nil }
      if text[index] == closingBrace {
        maximum = nil
      } else {
        guard let upper = number(text, at: &index) else { return nil }
        maximum = upper
      }
    }
    guard index < text.count, text[index] == closingBrace else { return nil }
    return RepeatCounts(
      minimum: minimum, maximum: maximum, end: index + 1,
      tooBig: minimum == .max || maximum == .max)
  }

  private static let comma: UInt32 = 0x2C
  private static let closingBrace: UInt32 = 0x7D

  /// Digits without a leading zero; `Int.max` for more than anyone needs.
  private static func number(_ text: [UInt32], at index: inout Int) -> Int? {
    let start = index
    var value = 0
    while index < text.count, (0x30...0x39).contains(text[index]) {
      value = value > 100_000_000 ? value : value * 10 + Int(text[index] - 0x30)
      index += 1
    }
    guard index > start, index - start == 1 || text[start] != 0x30 else { return nil }
    return value >= 1_000_000 ? .max : value
  }
}
