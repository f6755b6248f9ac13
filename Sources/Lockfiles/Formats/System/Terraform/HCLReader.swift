internal import Fingerprints

/// Reads HCL as blocks and attributes; expressions are only told from literals.
struct HCLReader {
  private var lexer: HCLLexer
  private var token = HCLLexer.Token.newline
  private var depth = 0

  private static let maximumDepth = 100

  /// The file as a block without type.
  static func read(_ text: String) throws(SyntaxFailure) -> HCLBlock {
    var reader = HCLReader(lexer: HCLLexer(text))
    try reader.advance()
    return try reader.body(HCLBlock(type: "", labels: [], line: 1))
  }

  private init(lexer: HCLLexer) { self.lexer = lexer }

  private mutating func advance() throws(SyntaxFailure) { token = try lexer.next() }

  private func failure(_ message: String) -> SyntaxFailure {
    SyntaxFailure(line: lexer.line, message: "not valid HCL: " + message)
  }

  /// Up to the brace that ends the block, or the end of the file.
  private mutating func body(_ block: HCLBlock) throws(SyntaxFailure) -> HCLBlock {
    var block = block
    var names: Set<TextKey> = []
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw failure("nested too deeply") }
    while true {
      switch token {
      case .newline: try advance()
      case .end:
        guard block.type.isEmpty else { throw failure("the block \(block.type) does not end") }
        return block
      case .sign(UInt8(ascii: "}")) where !block.type.isEmpty:
        try advance()
        return block
      case .identifier(let name): try item(name, to: &block, names: &names)
      default: throw failure("a name was expected")
      }
    }
  }

  /// - Parameter names: of the attributes so far.
  private mutating func item(
    _ name: String, to block: inout HCLBlock, names: inout Set<TextKey>
  ) throws(SyntaxFailure) {
    let line = lexer.line
    try advance()
    if token == .sign(UInt8(ascii: "=")) {
      try advance()
      let value = try value()
      guard names.insert(TextKey(name)).inserted else { throw failure("\(name) is given more than once") }
      block.attributes.append(HCLAttribute(name: name, value: value, line: line))
      guard token == .newline || token == .end || token == .sign(UInt8(ascii: "}")) else {
        throw failure("something follows the value of \(name)")
      }
      return
    }
    var labels: [String] = []
    while true {
      switch token {
      case .identifier(let label), .string(let label):
        labels.append(label)
        try advance()
      case .sign(UInt8(ascii: "{")):
        try advance()
        block.blocks.append(try body(HCLBlock(type: name, labels: labels, line: line)))
        return
      default: throw failure("\(name) is neither an attribute nor a block")
      }
    }
  }

  private mutating func value() throws(SyntaxFailure) -> HCLValue {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw failure("nested too deeply") }
    let start = lexer.position - length(of: token)
    switch token {
    case .string(let text):
      try advance()
      return isOver ? .string(text) : try expression(from: start)
    case .sign(UInt8(ascii: "[")):
      try advance()
      guard let items = try list(), isOver else { return try expression(from: start) }
      return .list(items)
    case .sign(UInt8(ascii: "{")):
      try advance()
      guard let attributes = try object(), isOver else { return try expression(from: start) }
      return .object(attributes)
    default: return try expression(from: start)
    }
  }

  /// Only the beginnings of expressions are asked for.
  private func length(of token: HCLLexer.Token) -> Int {
    switch token {
    case .identifier(let text): text.utf8.count
    case .sign: 1
    default: 0
    }
  }

  /// Whether the value ends here.
  private var isOver: Bool {
    switch token {
    case .newline, .end, .sign(UInt8(ascii: ",")), .sign(UInt8(ascii: "]")), .sign(UInt8(ascii: "}")): true
    default: false
    }
  }

  /// Behind `[`; nil when the items are computed, at the place where that shows.
  private mutating func list() throws(SyntaxFailure) -> [HCLValue]? {
    var items: [HCLValue] = []
    while true {
      switch token {
      case .newline, .sign(UInt8(ascii: ",")): try advance()
      case .sign(UInt8(ascii: "]")):
        try advance()
        return items
      case .end, .sign(UInt8(ascii: ")")), .sign(UInt8(ascii: "}")): throw failure("a list does not end")
      default: items.append(try value())
      }
    }
  }

  /// Behind `{`; keys that are computed are left out.
  private mutating func object() throws(SyntaxFailure) -> [HCLAttribute]? {
    var attributes: [HCLAttribute] = []
    while true {
      let line = lexer.line
      switch token {
      case .newline, .sign(UInt8(ascii: ",")): try advance()
      case .sign(UInt8(ascii: "}")):
        try advance()
        return attributes
      case .end, .sign(UInt8(ascii: ")")), .sign(UInt8(ascii: "]")): throw failure("an object does not end")
      case .identifier(let key), .string(let key):
        try advance()
        guard token == .sign(UInt8(ascii: "=")) || token == .sign(UInt8(ascii: ":")) else {
          _ = try expression(from: lexer.position)
          continue
        }
        try advance()
        attributes.append(HCLAttribute(name: key, value: try value(), line: line))
      default: _ = try expression(from: lexer.position)
      }
    }
  }

  /// Skips what is computed, up to the end of the line or of the list or object it stands in.
  private mutating func expression(from start: Int) throws(SyntaxFailure) -> HCLValue {
    var brackets = 0
    var end = lexer.position
    while true {
      switch token {
      case .newline where brackets == 0, .end:
        guard brackets == 0 else { throw failure("a bracket is not closed") }
        return .expression(lexer.text(from: start, to: end))
      case .sign(UInt8(ascii: ",")) where brackets == 0: return .expression(lexer.text(from: start, to: end))
      case .sign(let byte) where "([{".utf8.contains(byte): brackets += 1
      case .sign(let byte) where ")]}".utf8.contains(byte):
        guard brackets > 0 else { return .expression(lexer.text(from: start, to: end)) }
        brackets -= 1
      default: break
      }
      end = lexer.position
      try advance()
    }
  }
}
