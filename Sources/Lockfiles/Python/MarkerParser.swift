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

/// A part of the text of an environment marker.
enum MarkerToken: Hashable {
  case open
  case close
  /// A run of the signs that operators are made of.
  case comparison(String)
  /// A variable, `and`, `or`, `not`, `in`, or anything else that looks so.
  case word(String)
  /// A text in quotes of either kind, without them.
  case quoted(String)

  /// Nil when `text` holds anything else.
  static func tokens(_ text: String) -> [MarkerToken]? {
    let bytes = Array(text.utf8)
    var result: [MarkerToken] = []
    var index = 0
    func end(where belongs: (UInt8) -> Bool) -> Int {
      bytes[index...].firstIndex { !belongs($0) } ?? bytes.count
    }
    while index < bytes.count {
      let byte = bytes[index]
      var next = index + 1
      switch byte {
      case _ where byte.isBlank: break
      case UInt8(ascii: "("): result.append(.open)
      case UInt8(ascii: ")"): result.append(.close)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let quote = bytes[next...].firstIndex(of: byte) else { return nil }
        result.append(.quoted(bytes[next..<quote].text))
        next = quote + 1
      case _ where isOperator(byte):
        next = end(where: isOperator)
        result.append(.comparison(bytes[index..<next].text))
      case _ where byte.isNameByte:
        next = end(where: \.isNameByte)
        result.append(.word(bytes[index..<next].text))
      default: return nil
      }
      index = next
    }
    return result
  }

  private static func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
