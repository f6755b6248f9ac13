/// Finds the programs that a script starts, through everything that starts another program.
struct CommandReader {
  /// How deep scripts in scripts are followed; deeper ones are not looked at.
  private static let deepest = 12

  private let escapes: Bool
  private var found: [RunCommand] = []
  /// What is left to look at, so that no file makes the reading endless.
  private var budget = 200_000

  private init(escapes: Bool) { self.escapes = escapes }

  /// The commands of a script in the order in which they are written, those of substitutions first.
  static func commands(in script: SourceText, escapes: Bool = true) -> [RunCommand] {
    var reader = CommandReader(escapes: escapes)
    reader.read(script, depth: 0, Place())
    return reader.found
  }

  /// The command of an exec form.
  static func commands(in words: [SourceText]) -> [RunCommand] {
    var reader = CommandReader(escapes: true)
    var command = SimpleCommand()
    // No shell, no variables.
    command.words = words.map { ShellWord(source: $0) }
    reader.read(command, depth: 0, Place(), isExecForm: true)
    return reader.found
  }

  /// What is known from outside about where a script's output goes.
  private struct Place {
    var isSubstitution = false
    var isOnlyShown = false
  }

  private mutating func read(_ script: SourceText, depth: Int, _ place: Place) {
    guard depth <= Self.deepest else { return }
    for command in ShellLexer.commands(in: script, escapes: escapes) { read(command, depth: depth, place) }
  }

  private mutating func read(_ command: SimpleCommand, depth: Int, _ place: Place, isExecForm: Bool = false) {
    budget -= 1
    guard budget > 0 else { return }
    var isOnlyShown = place.isOnlyShown
    if !place.isSubstitution {
      let files = command.redirections.filter {
        $0.sign.hasPrefix(">") && !$0.sign.hasSuffix("&") && !$0.target.text.hasPrefix("/dev/")
      }
      isOnlyShown = !command.isPiped && files.isEmpty
    }
    let isEcho = ["echo", "printf"].contains(command.words.first?.text ?? "")
    for word in command.words + command.redirections.map(\.target) {
      for inner in word.substitutions {
        read(inner, depth: depth + 1, Place(isSubstitution: true, isOnlyShown: isEcho && isOnlyShown))
      }
    }

    var assignments: [ShellWord] = []
    var words = command.words[...]
    if !isExecForm {
      while let word = words.first, word.assignedName != nil {
        assignments.append(word)
        words = words.dropFirst()
      }
    }
    if words.isEmpty, command.documents.count == 1, let document = command.documents.first {
      // `RUN <<EOF`: the document is the script.
      readDocument(document, depth: depth, place)
      return
    }
    let context = Emission(
      command: command, assignments: assignments, isSubstitution: place.isSubstitution, isOnlyShown: isOnlyShown)
    emit(words, context, depth: depth, steps: 0)
  }

  private mutating func readDocument(_ document: SourceText, depth: Int, _ place: Place) {
    let text = document.trimmed
    guard text.bytes.starts(with: "#!".utf8) else {
      read(document, depth: depth + 1, place)
      return
    }
    let end = text.bytes.firstIndex(of: 0x0A) ?? text.count
    let interpreter = text[2..<max(2, end)].string.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    let program = interpreter.first.map(Self.baseName) == "env" ? interpreter.dropFirst().first : interpreter.first
    let name = Self.baseName(program ?? "sh")
    if Self.shells.contains(name) {
      read(text[end..<text.count], depth: depth + 1, place)
    } else {
      found.append(
        RunCommand(
          program: name, arguments: [], assignments: [], redirections: [], line: text.line, isPiped: false,
          isSubstitution: false, isOnlyShown: false))
    }
  }

  private struct Emission {
    let command: SimpleCommand
    var assignments: [ShellWord]
    let isSubstitution: Bool
    let isOnlyShown: Bool
  }

  private mutating func emit(_ words: ArraySlice<ShellWord>, _ context: Emission, depth: Int, steps: Int) {
    budget -= 1
    guard steps <= Self.deepest, budget > 0 else { return }
    guard let first = words.first else {
      if !context.assignments.isEmpty || !context.command.redirections.isEmpty { note("", [], context) }
      return
    }
    let program = Self.baseName(first.text)
    let rest = words.dropFirst()
    var context = context
    if let wrapper = CommandWrapper.all[program] {
      let (inner, assignments) = wrapper.unwrapped(rest)
      if let inner {
        context.assignments += assignments
        emit(inner, context, depth: depth, steps: steps + 1)
        return
      }
    }
    if Self.shells.contains(program), let script = script(of: rest) {
      read(
        script.source, depth: depth + 1, Place(isSubstitution: context.isSubstitution, isOnlyShown: context.isOnlyShown)
      )
      return
    }
    if Self.shells.contains(program), context.command.documents.count == 1, rest.allSatisfy({ $0.text.hasPrefix("-") })
    {
      read(
        context.command.documents[0], depth: depth + 1,
        Place(isSubstitution: context.isSubstitution, isOnlyShown: context.isOnlyShown))
      return
    }
    if program == "eval" {
      var script = SourceText()
      for word in rest {
        script.append(word.source)
        script.append([0x20], line: word.line)
      }
      read(script, depth: depth + 1, Place(isSubstitution: context.isSubstitution, isOnlyShown: context.isOnlyShown))
      return
    }
    if let (module, arguments) = Self.module(program, rest) {
      note(module, arguments, context, line: first.line)
      return
    }
    note(program, rest, context, line: first.line)
    if let inner = CommandWrapper.running(program, rest) {
      emit(inner, context, depth: depth, steps: steps + 1)
    }
  }

  private mutating func note(
    _ program: String, _ arguments: ArraySlice<ShellWord>, _ context: Emission, line: Int = 0
  ) {
    let places = context.assignments.map(\.line) + context.command.redirections.map(\.target.line)
    found.append(
      RunCommand(
        program: program, arguments: Array(arguments), assignments: context.assignments,
        redirections: context.command.redirections, documents: context.command.documents.map(\.string),
        line: line > 0 ? line : places.first { $0 > 0 } ?? 0,
        isPiped: context.command.isPiped, isSubstitution: context.isSubstitution, isOnlyShown: context.isOnlyShown))
  }

  static let shells: Set<String> = ["sh", "bash", "dash", "ash", "zsh", "ksh"]

  /// What a shell gets after `-c`, which may stand in a cluster as in `-exc`.
  private func script(of arguments: ArraySlice<ShellWord>) -> ShellWord? {
    var isAwaited = false
    var skipsValue = false
    for word in arguments {
      if skipsValue {
        skipsValue = false
        continue
      }
      let text = word.text
      if text.hasPrefix("-") || text.hasPrefix("+"), text.utf8.count > 1 {
        if !text.hasPrefix("--"), text.contains("c") { isAwaited = true }
        skipsValue = !text.hasPrefix("--") && (text.hasSuffix("o") || text.hasSuffix("O"))
        continue
      }
      return isAwaited ? word : nil
    }
    return nil
  }

  /// `python -m MODULE arguments`, whose module counts as the program.
  private static func module(
    _ program: String, _ arguments: ArraySlice<ShellWord>
  ) -> (String, ArraySlice<ShellWord>)? {
    guard PythonProgram.isInterpreter(program) else { return nil }
    var rest = arguments
    while let word = rest.first, word.text.hasPrefix("-") {
      rest = rest.dropFirst()
      if word.text.hasPrefix("-c") || word.text == "-" { return nil }
      if word.text == "-W" || word.text == "-X" {
        rest = rest.dropFirst()
      } else if !word.text.hasPrefix("--"), word.text.hasSuffix("m") {
        guard let module = rest.first else { return nil }
        return (module.text, rest.dropFirst())
      }
    }
    return nil
  }

  static func baseName(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }
}
