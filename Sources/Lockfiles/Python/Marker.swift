/// Environment markers (PEP 508) in one spelling.
///
/// Double quotes, single blanks, the operands of one `and` or `or` sorted, brackets only where they are
/// needed. Nothing is simplified: tools disagree about what may be.
struct Marker {
  /// The canonical form of `text`, or nil when it is no marker.
  static func canonical(_ text: String) -> String? {
    guard let tokens = tokens(Array(text.utf8)) else { return nil }
    var parser = Marker(tokens: tokens)
    guard let tree = parser.or(depth: 0), parser.index == tokens.count else { return nil }
    return tree.text
  }

  /// The canonical form, or the text with single blanks when it is no marker.
  static func lenient(_ text: String) -> String? {
    let plain = text.utf8.split { $0.isBlank }.map(\.text).joined(separator: " ")
    return plain.isEmpty ? nil : canonical(text) ?? plain
  }

  private indirect enum Tree {
    case comparison(String)
    case any([Tree])
    case all([Tree])

    var text: String {
      switch self {
      case .comparison(let text): text
      case .any(let trees): trees.map(\.text).sortedKeepingRepeats().joined(separator: " or ")
      case .all(let trees):
        trees.map { tree in if case .any = tree { "(" + tree.text + ")" } else { tree.text } }
          .sortedKeepingRepeats().joined(separator: " and ")
      }
    }
  }

  private let tokens: [String]
  private var index = 0

  private init(tokens: [String]) { self.tokens = tokens }

  private static let maximumDepth = 100

  private mutating func or(depth: Int) -> Tree? {
    guard let first = and(depth: depth) else { return nil }
    var operands = [first]
    while accept("or") {
      guard let next = and(depth: depth) else { return nil }
      operands.append(next)
    }
    let flat = operands.flatMap { tree in if case .any(let inner) = tree { inner } else { [tree] } }
    return flat.count == 1 ? flat.first : .any(flat)
  }

  private mutating func and(depth: Int) -> Tree? {
    guard let first = operand(depth: depth) else { return nil }
    var operands = [first]
    while accept("and") {
      guard let next = operand(depth: depth) else { return nil }
      operands.append(next)
    }
    let flat = operands.flatMap { tree in if case .all(let inner) = tree { inner } else { [tree] } }
    return flat.count == 1 ? flat.first : .all(flat)
  }

  private mutating func operand(depth: Int) -> Tree? {
    guard depth < Self.maximumDepth else { return nil }
    if accept("(") {
      guard let inner = or(depth: depth + 1), accept(")") else { return nil }
      return inner
    }
    guard let left = value(), let comparison = comparison(), let right = value() else { return nil }
    return .comparison("\(left) \(comparison) \(right)")
  }

  private mutating func value() -> String? {
    guard let token = next, let first = token.utf8.first, first == UInt8(ascii: "\"") || first.isLetter,
      !["and", "or", "not", "in"].contains(token)
    else { return nil }
    index += 1
    return Self.oldNames[token] ?? token
  }

  private mutating func comparison() -> String? {
    if accept("not") { return accept("in") ? "not in" : nil }
    guard let token = next, ["<", "<=", ">", ">=", "==", "!=", "~=", "===", "in"].contains(token) else { return nil }
    index += 1
    return token
  }

  private var next: String? { index < tokens.count ? tokens[index] : nil }

  private mutating func accept(_ token: String) -> Bool {
    guard next == token else { return false }
    index += 1
    return true
  }

  /// The spellings from before PEP 508, which tools still read.
  private static let oldNames = [
    "os.name": "os_name", "sys.platform": "sys_platform", "platform.version": "platform_version",
    "platform.machine": "platform_machine", "platform.python_implementation": "platform_python_implementation",
    "python_implementation": "platform_python_implementation",
  ]

  private static func tokens(_ bytes: [UInt8]) -> [String]? {
    var result: [String] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte.isBlank {
        index += 1
      } else if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") {
        result.append([byte].text)
        index += 1
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        guard let end = bytes[(index + 1)...].firstIndex(of: byte) else { return nil }
        // A value with a double quote in it stays distinct: PEP 508 has no escapes, so it is percent-written.
        let inner = bytes[(index + 1)..<end].split(separator: 0x22, omittingEmptySubsequences: false)
        result.append("\"" + inner.map(\.text).joined(separator: "%22") + "\"")
        index = end + 1
      } else if Self.isOperator(byte) {
        let end = bytes[index...].firstIndex { !Self.isOperator($0) } ?? bytes.count
        result.append(bytes[index..<end].text)
        index = end
      } else if byte.isNameByte {
        let end = bytes[index...].firstIndex { !$0.isNameByte } ?? bytes.count
        result.append(bytes[index..<end].text)
        index = end
      } else {
        return nil
      }
    }
    return result
  }

  private static func isOperator(_ byte: UInt8) -> Bool {
    "<>=!~".utf8.contains(byte)
  }
}

extension [String] {
  fileprivate func sortedKeepingRepeats() -> [String] {
    sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
