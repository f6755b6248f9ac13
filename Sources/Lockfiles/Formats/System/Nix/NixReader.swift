/// Reads the attribute set that a `flake.nix` is; expressions are told from literals and skipped.
struct NixReader {
  private var lexer: NixLexer
  private var token = NixLexer.Token.end
  private var depth = 0

  private static let maximumDepth = 32

  static func read(_ text: String) throws(SyntaxFailure) -> NixValue {
    var reader = NixReader(lexer: NixLexer(text))
    try reader.advance()
    guard reader.token == .sign(UInt8(ascii: "{")) else { throw reader.failure("no attribute set") }
    try reader.advance()
    return try reader.set()
  }

  private init(lexer: NixLexer) { self.lexer = lexer }

  private mutating func advance() throws(SyntaxFailure) { token = try lexer.next() }

  private func failure(_ message: String) -> SyntaxFailure { SyntaxFailure(line: lexer.line, message: message) }

  /// Behind `{`, up to the brace that closes it.
  private mutating func set() throws(SyntaxFailure) -> NixValue {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw failure("nested too deeply") }
    var members = NixMembers()
    while true {
      switch token {
      case .sign(UInt8(ascii: "}")):
        try advance()
        return members.value
      case .word("inherit"):
        // What is inherited is computed.
        try skipExpression()
        try expectSemicolon()
        members.isComputed = true
      case .word, .string:
        let path = try attributePath()
        try advance()
        let value = try value()
        try expectSemicolon()
        members.add(path, value)
      case .end: throw failure("an attribute set does not end")
      default: throw failure("a name was expected")
      }
    }
  }

  /// `a.b."c"`, up to the `=`.
  private mutating func attributePath() throws(SyntaxFailure) -> ArraySlice<String> {
    var path: [String] = []
    while true {
      switch token {
      case .word(let name), .string(let name): path.append(name)
      default: throw failure("a name was expected")
      }
      guard path.count <= 16 else { throw failure("nested too deeply") }
      try advance()
      if token == .sign(UInt8(ascii: "=")) { return path[...] }
      guard token == .sign(UInt8(ascii: ".")) else { throw failure("a = was expected") }
      try advance()
    }
  }

  private mutating func expectSemicolon() throws(SyntaxFailure) {
    guard token == .sign(UInt8(ascii: ";")) else { throw failure("a ; was expected") }
    try advance()
  }

  /// A literal that ends with a semicolon, or a function of a set; anything else is computed.
  private mutating func value() throws(SyntaxFailure) -> NixValue {
    switch token {
    case .string(let text): return try literal(.string(text))
    case .path(let text): return try literal(.path(text))
    case .word(let word) where !Self.keywords.contains(word):
      let literal = try literal(.word(word))
      guard token == .sign(UInt8(ascii: "@")) else { return literal }
      // `inputs@{ a, b }: …`.
      try advance()
      return try function()
    case .sign(UInt8(ascii: "{")):
      guard try beginsSet() else { return try function() }
      try advance()
      let set = try set()
      if token == .sign(UInt8(ascii: ";")) { return set }
      try skipExpression()
      return .computed
    default:
      try skipExpression()
      return .computed
    }
  }

  /// Whether the brace at hand opens an attribute set, and not the names that a function takes.
  private func beginsSet() throws(SyntaxFailure) -> Bool {
    var ahead = self
    try ahead.advance()
    switch ahead.token {
    case .sign(UInt8(ascii: "}")):
      try ahead.advance()
      return ahead.token != .sign(UInt8(ascii: ":")) && ahead.token != .sign(UInt8(ascii: "@"))
    case .word("inherit"), .string: return true
    case .word:
      try ahead.advance()
      return ahead.token == .sign(UInt8(ascii: ".")) || ahead.token == .sign(UInt8(ascii: "="))
    default: return false
    }
  }

  private mutating func literal(_ value: NixValue) throws(SyntaxFailure) -> NixValue {
    try advance()
    if token == .sign(UInt8(ascii: ";")) { return value }
    if token == .sign(UInt8(ascii: "@")) { return .computed }
    try skipExpression()
    return .computed
  }

  /// `{ a, b }: …`, or an expression that begins with a set and becomes a function without names here.
  private mutating func function() throws(SyntaxFailure) -> NixValue {
    let names = token == .sign(UInt8(ascii: "{")) ? try formals() : []
    let isFunction = token == .sign(UInt8(ascii: ":")) || token == .sign(UInt8(ascii: "@"))
    try skipExpression()
    return isFunction ? .function(names) : .computed
  }

  /// `{ a, b ? x, ... }` up to its end; the names of anything else mean nothing.
  private mutating func formals() throws(SyntaxFailure) -> [String] {
    var names: [String] = []
    var braces = 0
    var expectsName = true
    repeat {
      switch token {
      case .sign(let byte) where "{[(".utf8.contains(byte): braces += 1
      case .sign(let byte) where "}])".utf8.contains(byte): braces -= 1
      case .sign(UInt8(ascii: ",")) where braces == 1: expectsName = true
      case .word(let name) where braces == 1 && expectsName:
        names.append(name)
        expectsName = false
      case .end: throw failure("a brace is not closed")
      default: break
      }
      try advance()
    } while braces > 0
    return names
  }

  private static let keywords: Set<String> = ["let", "with", "assert", "if", "rec", "inherit"]

  /// Skips what is computed, up to the semicolon that ends the attribute.
  private mutating func skipExpression() throws(SyntaxFailure) {
    var brackets = 0
    // The semicolons of `with x;` and `assert x;` that are still to come, and the open `let`s, by level.
    var lets = 0
    var statements = 0
    while true {
      switch token {
      case .end: throw failure("an attribute does not end")
      case .sign(let byte) where "{[(".utf8.contains(byte): brackets += 1
      case .sign(let byte) where "}])".utf8.contains(byte):
        guard brackets > 0 else { throw failure("an attribute does not end with a semicolon") }
        brackets -= 1
      case .word("let") where brackets == 0: lets += 1
      case .word("in") where brackets == 0: lets -= 1
      case .word("with") where brackets == 0, .word("assert") where brackets == 0: statements += 1
      case .sign(UInt8(ascii: ";")) where brackets == 0 && lets <= 0:
        guard statements > 0 else { return }
        statements -= 1
      default: break
      }
      try advance()
    }
  }
}
