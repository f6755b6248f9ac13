/// Reads an environment marker from its tokens, by the grammar of PEP 508.
struct MarkerParser {
  private let tokens: [MarkerToken]
  private var index = 0

  init(tokens: [MarkerToken]) { self.tokens = tokens }

  /// Nil when the tokens are no marker.
  mutating func parse() -> MarkerTree? {
    guard let tree = any(depth: 0), index == tokens.count else { return nil }
    return tree
  }

  private static let maximumDepth = 100

  private mutating func any(depth: Int) -> MarkerTree? {
    guard let first = all(depth: depth) else { return nil }
    guard accept(.word("or")) else { return first }
    var operands: [MarkerTree] = []
    func add(_ tree: MarkerTree) {
      if case .any(let inner) = tree { operands += inner } else { operands.append(tree) }
    }
    add(first)
    repeat {
      guard let next = all(depth: depth) else { return nil }
      add(next)
    } while accept(.word("or"))
    return .any(operands)
  }

  private mutating func all(depth: Int) -> MarkerTree? {
    guard let first = operand(depth: depth) else { return nil }
    guard accept(.word("and")) else { return first }
    var operands: [MarkerTree] = []
    func add(_ tree: MarkerTree) {
      if case .all(let inner) = tree { operands += inner } else { operands.append(tree) }
    }
    add(first)
    repeat {
      guard let next = operand(depth: depth) else { return nil }
      add(next)
    } while accept(.word("and"))
    return .all(operands)
  }

  private mutating func operand(depth: Int) -> MarkerTree? {
    guard depth < Self.maximumDepth else { return nil }
    if accept(.open) {
      guard let inner = any(depth: depth + 1), accept(.close) else { return nil }
      return inner
    }
    guard let left = value(), let comparison = comparison(), let right = value() else { return nil }
    return .comparison(MarkerComparison(left: left, comparison: comparison, right: right))
  }

  private mutating func value() -> MarkerComparison.Operand? {
    guard index < tokens.count else { return nil }
    switch tokens[index] {
    case .quoted(let text):
      index += 1
      return .text(text)
    case .word(let word):
      guard word.utf8.first?.isLetter == true, !["and", "or", "not", "in"].contains(word) else { return nil }
      index += 1
      return .variable(Self.oldNames[word] ?? word)
    case .open, .close, .comparison: return nil
    }
  }

  private mutating func comparison() -> String? {
    if accept(.word("not")) { return accept(.word("in")) ? "not in" : nil }
    if accept(.word("in")) { return "in" }
    guard index < tokens.count, case .comparison(let text) = tokens[index],
      ["<", "<=", ">", ">=", "==", "!=", "~=", "==="].contains(text)
    else { return nil }
    index += 1
    return text
  }

  private mutating func accept(_ token: MarkerToken) -> Bool {
    guard index < tokens.count, tokens[index] == token else { return false }
    index += 1
    return true
  }

  /// The spellings from before PEP 508, which tools still read.
  private static let oldNames = [
    "os.name": "os_name", "sys.platform": "sys_platform", "platform.version": "platform_version",
    "platform.machine": "platform_machine", "platform.python_implementation": "platform_python_implementation",
    "python_implementation": "platform_python_implementation",
  ]
}
