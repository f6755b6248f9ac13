extension Dockerfile {
  /// What one `FROM` begins.
  public struct Stage: Hashable, Sendable {
    /// Counted from 0.
    public let index: Int
    /// In lower case; nil when it has none.
    public let name: String?
    /// As written: an image, an earlier stage or `scratch`, before variables are expanded.
    public let base: Word
    /// `--platform`, as written.
    public let platform: Word?
    /// Of the `FROM`, counted from 1.
    public let line: Int
    public let endLine: Int
    /// Of the parts of the `FROM` in the file.
    let places: InstructionPlaces
    /// Without the `FROM`.
    public internal(set) var instructions: [Instruction]
  }
}
