/// What a Dockerfile says, as far as it bears on what a build reads: its stages, the files they take from the
/// build context and the images they are built upon.
///
/// Reading follows BuildKit's Dockerfile frontend, rule by rule (moby/buildkit at 73ed6825c4b7, 2026-08-21:
/// `frontend/dockerfile` with its packages `parser`, `instructions`, `shell` and `dockerfile2llb`). A file whose
/// ``syntax`` names another frontend is read by the same rules.
public struct Dockerfile: Hashable, Sendable {
  /// The value of `# syntax=` up to its first blank: the frontend that the file asks for.
  public let syntax: Word?
  /// Where that stands, counted from 1; nil without it.
  public let syntaxLine: Int?
  /// The value of `# check=`.
  public let check: Word?
  /// What continues lines and escapes characters: a backslash or a backtick.
  public let escape: UInt8
  /// The `ARG` instructions before the first `FROM`.
  public let globalArguments: [Instruction]
  /// At least one.
  public let stages: [Stage]

  /// - Throws: ``DockerfileError`` for what the reference refuses whatever the target and the build arguments:
  ///   the parser's mistakes of the whole file first, then those of single instructions, each in the order of
  ///   the file.
  public init(_ bytes: [UInt8]) throws(DockerfileError) {
    guard !bytes.isEmpty else { throw DockerfileError("the Dockerfile is empty") }
    let leading = ParserDirectives.leading(bytes)
    syntax = leading["syntax"].map { Word(Array($0.value.prefix { $0 != 0x20 })) }
    syntaxLine = leading["syntax"]?.line
    check = leading["check"].map { Word($0.value) }
    if let check = leading["check"] {
      do throws(Refusal) {
        try ParserDirectives.validateCheck(check.value)
      } catch {
        throw DockerfileError(
          line: check.line, column: check.column + (error.place?.offset ?? 0), error.message)
      }
    }
    let lines = try InstructionLines(bytes)
    escape = lines.escape
    var reading = StageReading()
    for line in lines.lines { try reading.add(line) }
    guard !reading.stages.isEmpty else { throw DockerfileError("the file has no FROM: nothing to build") }
    globalArguments = reading.globalArguments
    stages = reading.stages
  }
}
