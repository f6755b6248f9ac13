extension Dockerfile {
  /// One instruction of a stage.
  public struct Instruction: Hashable, Sendable {
    public let keyword: Keyword
    /// The first line, counted from 1.
    public let line: Int
    /// The last line, heredocs included.
    public let endLine: Int
    /// As written, continued lines joined, comments between them and heredocs left out.
    public let text: Word
    public let detail: Detail
    /// Of its parts in the file.
    let places: InstructionPlaces
  }

  /// What an instruction says, as far as it bears on what a build reads. Nothing is expanded yet.
  public enum Detail: Hashable, Sendable {
    case copy(CopyInstruction)
    /// The values of a `RUN`'s `--mount` flags.
    case mounts([Word])
    /// `ARG`: names, and values where there are.
    case arguments([Argument])
    /// `ENV`: names and values.
    case environment([Argument])
    /// The instruction that an `ONBUILD` keeps for stages built upon this one.
    case trigger(Word)
    /// Words in which variables are expanded, which can fail, to no other effect here.
    case expanded([Word])
  }

  /// A name, and its value where one is given.
  public struct Argument: Hashable, Sendable {
    public let name: Word
    public let value: Word?
  }
}
