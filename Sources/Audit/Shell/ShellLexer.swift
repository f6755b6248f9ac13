/// Cuts a POSIX shell's script, with what bash adds, into its simple commands.
///
/// Nothing here recurses: what substitutions run is kept as text for whoever wants to read it. An open quote or
/// parenthesis ends with the script.
struct ShellLexer {
  private let source: SourceText
  private let bytes: [UInt8]
  /// Nil where nothing escapes, as in the shells of Windows.
  private let escape: UInt8?
  private var position = 0
  private var command = SimpleCommand()
  private var commands: [SimpleCommand] = []
  /// The heredocs that begin after the current line, with the commands they belong to.
  private var announced: [(name: [UInt8], trimsTabs: Bool, command: Int)] = []

  private init(_ source: SourceText, escape: UInt8?) {
    self.source = source
    bytes = source.bytes
    self.escape = escape
  }

  /// - Parameter escapes: whether a backslash escapes characters.
  static func commands(in source: SourceText, escapes: Bool = true) -> [SimpleCommand] {
    var lexer = ShellLexer(source, escape: escapes ? UInt8(ascii: "\\") : nil)
    return lexer.run()
  }

  private mutating func run() -> [SimpleCommand] {
    while position < bytes.count { step() }
    finish()
    return commands
  }

  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case 0x20, 0x09, 0x0D: position += 1
    case 0x0A:
      position += 1
      finish()
      readDocuments()
    case UInt8(ascii: "#"): skipComment()
    case UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"):
      position += 1
      finish()
    case UInt8(ascii: "|"):
      position += 1
      let isOr = peek == UInt8(ascii: "|")
      if isOr || peek == UInt8(ascii: "&") { position += 1 }
      finish(piped: !isOr)
    case UInt8(ascii: "&"):
      if next(1) == UInt8(ascii: ">") {
        position += 1
        redirection()
      } else {
        position += 1
        if peek == UInt8(ascii: "&") { position += 1 }
        finish()
      }
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      if next(1) == UInt8(ascii: "(") { word() } else { redirection() }
    case escape where next(1) == 0x0A: position += 2
    default: word()
    }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }
  private func next(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  private mutating func skipComment() {
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
  }

  private mutating func finish(piped: Bool = false) {
    guard !command.isEmpty || announced.last?.command == commands.count else { return }
    command.isPiped = piped
    commands.append(command)
    command = SimpleCommand()
  }

  private mutating func word() {
    var reader = ShellWordReader(source, at: position, escape: escape)
    let word = reader.read()
    // A byte that begins no word must not be met again.
    position = max(reader.position, position + 1)
    // A number right before a redirection is the descriptor it is about.
    if peek == UInt8(ascii: "<") || peek == UInt8(ascii: ">"), word.text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    {
      return
    }
    if command.isEmpty, !word.isDynamic, ShellNames.leading.contains(word.text) { return }
    command.words.append(word)
  }

  private mutating func redirection() {
    let start = position
    while let byte = peek, byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">"), position - start < 3 {
      position += 1
    }
    var sign = String(decoding: bytes[start..<position], as: UTF8.self)
    if sign == "<<" {
      heredoc()
      return
    }
    if let byte = peek, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|") {
      sign += byte == UInt8(ascii: "&") ? "&" : ""
      position += 1
    }
    skipSpaces()
    guard let byte = peek, byte != 0x0A, !ShellWordReader.endsWord(byte) else { return }
    var reader = ShellWordReader(source, at: position, escape: escape)
    let target = reader.read()
    position = max(reader.position, position + 1)
    command.redirections.append(SimpleCommand.Redirection(sign: sign, target: target))
  }

  private mutating func heredoc() {
    let trimsTabs = peek == UInt8(ascii: "-")
    if trimsTabs { position += 1 }
    skipSpaces()
    guard let byte = peek, byte != 0x0A, !ShellWordReader.endsWord(byte) else { return }
    var reader = ShellWordReader(source, at: position, escape: escape)
    let name = reader.read()
    position = max(reader.position, position + 1)
    announced.append((name.source.bytes, trimsTabs, commands.count))
  }

  private mutating func skipSpaces() {
    while let byte = peek, byte == 0x20 || byte == 0x09 { position += 1 }
  }

  private mutating func readDocuments() {
    for document in announced {
      let start = position
      var end = position
      while position < bytes.count {
        var lineEnd = position
        while lineEnd < bytes.count, bytes[lineEnd] != 0x0A { lineEnd += 1 }
        var line = bytes[position..<lineEnd]
        if line.last == 0x0D { line = line.dropLast() }
        if document.trimsTabs { line = line.drop { $0 == 0x09 } }
        end = position
        position = min(lineEnd + 1, bytes.count)
        if line.elementsEqual(document.name) { break }
        end = position
      }
      if commands.indices.contains(document.command) {
        commands[document.command].documents.append(source[start..<end])
      }
    }
    announced = []
  }
}
