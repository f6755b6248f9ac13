/// What variables are made of outside of stages, and the lexer's settings.
struct ExpansionContext {
  let escape: UInt8
  /// As given for the build.
  let arguments: [[UInt8]: [UInt8]]
  /// What `FROM` sees: the platform's arguments and those declared before the first `FROM`.
  private(set) var globals = Variables()
  var budget = ExpansionBudget()

  private static let platform = [
    "BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT", "TARGETPLATFORM", "TARGETOS",
    "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT",
  ]

  init(escape: UInt8, arguments: [String: String], targetStage: String) {
    self.escape = escape
    self.arguments = Dictionary(arguments.map { (Array($0.key.utf8), Array($0.value.utf8)) }) { first, _ in first }
    for text in Self.platform {
      let name = Array(text.utf8)
      globals.values[name] =
        self.arguments[name].map { Variables.Value(text: $0) }
        ?? Variables.Value(text: Array("${\(text)}".utf8), unresolved: [Dockerfile.Word(name)])
    }
    let stage = Array("TARGETSTAGE".utf8)
    globals.values[stage] = Variables.Value(text: self.arguments[stage] ?? Array(targetStage.utf8))
  }

  /// From here on `FROM` keeps what names a variable without a value.
  mutating func noteUnset() { globals.notesUnset = true }

  /// Runs `body`, whose mistakes are in the instruction whose parts are at `places`.
  mutating func located<Result>(
    _ places: InstructionPlaces, _ body: (inout ExpansionContext) throws(Refusal) -> Result
  ) throws(DockerfileError) -> Result {
    do throws(Refusal) {
      return try body(&self)
    } catch {
      throw DockerfileError(error, in: places)
    }
  }

  /// The same as ``expand(_:with:)``, where the text is an argument of an instruction or ends one.
  ///
  /// - Parameter offset: where the text begins in the argument.
  mutating func expand(
    _ text: [UInt8], with variables: Variables, argument: Int, at offset: Int = 0
  ) throws(Refusal) -> Variables.Value {
    do throws(Refusal) {
      return try expand(text, with: variables)
    } catch {
      throw error.placed(in: .argument(argument), at: offset)
    }
  }

  /// The same, where the text is the value of a flag.
  mutating func expand(_ text: [UInt8], with variables: Variables, flag: String) throws(Refusal) -> Variables.Value {
    do throws(Refusal) {
      return try expand(text, with: variables)
    } catch {
      throw error.placed(in: .named(flag, 0), at: FlagValues.valueOffset(of: flag))
    }
  }

  mutating func expand(_ text: [UInt8], with variables: Variables) throws(Refusal) -> Variables.Value {
    // Most words name no variable and have nothing to remove.
    if !text.contains(where: { $0 == 0x24 || $0 == 0x27 || $0 == 0x22 || $0 == escape || $0 >= 0x80 }) {
      return Variables.Value(text: text)
    }
    var lexer = ShellLexer(escape: escape, variables: variables)
    return try run(&lexer, text)
  }

  /// The content of a heredoc, in which quotes mean nothing and a backslash escapes, whatever the file says.
  mutating func expandDocument(_ text: [UInt8], with variables: Variables) throws(Refusal) {
    var lexer = ShellLexer(escape: 0x5C, variables: variables)
    lexer.ignoresQuotes = true
    _ = try run(&lexer, text)
  }

  private mutating func run(_ lexer: inout ShellLexer, _ text: [UInt8]) throws(Refusal) -> Variables.Value {
    lexer.budget = budget
    let value = try lexer.word(text)
    budget = lexer.budget
    return value
  }

  /// Declares arguments before the first `FROM`.
  mutating func declareGlobal(_ names: [Dockerfile.Argument]) throws(Refusal) {
    for (number, argument) in names.enumerated() {
      if let given = arguments[argument.name.bytes] {
        globals.values[argument.name.bytes] = Variables.Value(text: given)
      } else if let value = argument.value {
        globals.values[argument.name.bytes] = try expand(
          value.bytes, with: globals, argument: number, at: argument.name.bytes.count + 1)
      }
    }
  }

  /// The expanded name of what a stage is built upon; its platform is checked with it.
  mutating func base(of stage: Dockerfile.Stage) throws(Refusal) -> Variables.Value {
    let base = try expand(stage.base.bytes, with: globals, argument: 0)
    guard !base.text.isEmpty else {
      throw Refusal("the base name \(Refusal.quote(stage.base.bytes)) is blank", in: .argument(0))
    }
    if let platform = stage.platform {
      let value = try expand(platform.bytes, with: globals, flag: "platform")
      try FlagValues.placing(in: "platform") { () throws(Refusal) in
        guard !value.text.isEmpty else { throw Refusal("the platform \(Refusal.quote(platform.bytes)) is empty") }
        guard !value.unresolved.isEmpty || PlatformText.isValid(value.text) else {
          throw Refusal("unknown platform \(Refusal.quote(value.text))")
        }
      }
    }
    return base
  }
}
