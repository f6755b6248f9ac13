/// Turns a pattern's text into its matcher, by the rules of moby/patternmatcher's `compile`.
enum PatternCompiler {
  static func compile(_ text: [UInt8]) throws(PatternSyntaxError) -> Pattern.Matcher {
    let star = UInt8(ascii: "*")
    var states: [Automaton.State] = []
    var shape = Shape.exact
    var index = 0
    var first = true
    while index < text.count {
      defer { first = false }
      switch text[index] {
      case star where index + 1 < text.count && text[index + 1] == star:
        index += 2
        if index < text.count, text[index] == UInt8(ascii: "/") { index += 1 }
        if index == text.count {
          if shape == .exact {
            shape = .prefix
          } else {
            states.append(.anything)
            shape = .automaton
          }
        } else {
          states.append(.optionalDirectories)
          states.append(.directories)
          shape = .automaton
        }
        // A pattern that begins with `**` and goes on without wildcards compares a suffix.
        if first { shape = .suffix }
      case star:
        states.append(.star)
        shape = .automaton
        index += 1
      case UInt8(ascii: "?"):
        states.append(.anyButSlash)
        shape = .automaton
        index += 1
      case UInt8(ascii: "["):
        states.append(.oneOf(try CharacterClass(text, at: &index)))
        shape = .automaton
      case UInt8(ascii: "\\"):
        guard index + 1 < text.count else { throw PatternSyntaxError() }
        let (scalar, length) = Scalars.decode(text, at: index + 1)
        states.append(.scalar(scalar))
        shape = .automaton
        index += 1 + length
      default:
        let (scalar, length) = Scalars.decode(text, at: index)
        states.append(.scalar(scalar))
        index += length
      }
    }
    switch shape {
    case .exact: return .exact(text)
    case .prefix: return .prefix(Array(text.dropLast(2)))
    case .suffix: return .suffix(Array(text.dropFirst(2)))
    case .automaton: return .automaton(Automaton(states))
    }
  }

  private enum Shape { case exact, prefix, suffix, automaton }
}
