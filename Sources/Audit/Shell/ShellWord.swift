/// One word of a shell's command, quotes removed.
struct ShellWord: Sendable {
  /// Variables and substitutions in it stand as they are written.
  let source: SourceText
  let text: String
  /// The names of the variables that the shell puts in, `$` signs and numbers left out.
  let variables: [String]
  /// What `$(…)`, backticks and `<(…)` in it run.
  let substitutions: [SourceText]
  /// Where the shell puts something in: it cannot be known here what the word will be.
  let isDynamic: Bool

  var line: Int { source.line }

  init(
    source: SourceText, variables: [String] = [], substitutions: [SourceText] = [], isDynamic: Bool = false
  ) {
    self.source = source
    text = source.string
    self.variables = variables
    self.substitutions = substitutions
    self.isDynamic = isDynamic
  }

  /// Whether the word is nothing but one variable or substitution, so that nothing at all is known of it.
  var isOpaque: Bool { isDynamic && text.hasPrefix("$") || text.hasPrefix("`") }

  /// The name in `NAME=value`, as the shell takes it before a command.
  var assignedName: String? {
    let name = text.utf8.prefix { $0 != UInt8(ascii: "=") }
    guard name.endIndex < text.utf8.endIndex, let first = name.first, !(0x30...0x39).contains(first),
      name.allSatisfy({ ShellNames.isNameByte($0) })
    else { return nil }
    return String(Substring(name))
  }

  /// What follows the first `=`.
  var assignedValue: String {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return "" }
    return String(text[text.utf8.index(after: equals)...])
  }
}
