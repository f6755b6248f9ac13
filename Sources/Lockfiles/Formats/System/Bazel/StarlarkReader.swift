/// The calls at the top level of a file of Starlark; what is within their arguments is not looked at.
struct StarlarkReader {
  private var lexer: StarlarkLexer
  private var token = StarlarkLexer.Token.end

  static func calls(in text: String) throws(SyntaxFailure) -> [StarlarkCall] {
    var reader = StarlarkReader(lexer: StarlarkLexer(text))
    try reader.advance()
    var calls: [StarlarkCall] = []
    while reader.token != .end {
      guard case .word(let name) = reader.token else {
        try reader.skipToken()
        continue
      }
      let line = reader.lexer.line
      try reader.advance()
      guard reader.token == .sign(UInt8(ascii: "(")) else { continue }
      calls.append(try reader.arguments(of: StarlarkCall(function: name, line: line)))
    }
    return calls
  }

  private init(lexer: StarlarkLexer) { self.lexer = lexer }

  private mutating func advance() throws(SyntaxFailure) { token = try lexer.next() }

  /// One token, or all that is within brackets.
  private mutating func skipToken() throws(SyntaxFailure) {
    var brackets = 0
    repeat {
      if case .sign(let byte) = token {
        if "([{".utf8.contains(byte) { brackets += 1 } else if ")]}".utf8.contains(byte) { brackets -= 1 }
      }
      guard token != .end else { throw SyntaxFailure(line: lexer.line, message: "a bracket is not closed") }
      try advance()
    } while brackets > 0
  }

  /// At `(`, up to behind the bracket that closes it.
  private mutating func arguments(of call: StarlarkCall) throws(SyntaxFailure) -> StarlarkCall {
    var call = call
    try advance()
    while token != .sign(UInt8(ascii: ")")) {
      if token == .sign(UInt8(ascii: ",")) {
        try advance()
        continue
      }
      guard case .word(let name) = token else {
        call.positional.append(try value())
        continue
      }
      try advance()
      if token == .sign(UInt8(ascii: "=")) {
        try advance()
        call.named.append((name, try value()))
      } else {
        call.positional.append(isOver ? .word(name) : try value(isComputed: true))
      }
    }
    try advance()
    return call
  }

  private var isOver: Bool { token == .sign(UInt8(ascii: ",")) || token == .sign(UInt8(ascii: ")")) }

  /// - Parameter isComputed: whether the token is in the middle of an expression.
  private mutating func value(isComputed: Bool = false) throws(SyntaxFailure) -> StarlarkCall.Argument {
    var first: StarlarkCall.Argument?
    switch token {
    case .string(let text): first = .string(text)
    case .word(let word): first = .word(word)
    default: break
    }
    if isOver { return .computed }
    try skipToken()
    if isOver, !isComputed, let first { return first }
    while !isOver {
      guard token != .end else { throw SyntaxFailure(line: lexer.line, message: "a bracket is not closed") }
      try skipToken()
    }
    return .computed
  }
}
