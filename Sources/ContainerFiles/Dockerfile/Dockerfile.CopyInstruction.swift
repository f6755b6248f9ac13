extension Dockerfile {
  /// A `COPY` or `ADD`, not yet expanded.
  public struct CopyInstruction: Hashable, Sendable {
    /// Without heredocs.
    public let sources: [Word]
    /// The numbers of the sources among the arguments.
    let sourceNumbers: [Int]
    public let documents: [Document]
    public let destination: Word
    public let flags: CopyFlags
  }

  /// A file written in the Dockerfile itself, as a heredoc.
  public struct Document: Hashable, Sendable {
    public let name: Word
    public let content: Word
    /// Whether variables in it are expanded.
    public let expands: Bool
    /// Among the heredocs of the instruction.
    let number: Int
  }

  /// The flags of `COPY` and `ADD`; those that an instruction does not know are never set.
  public struct CopyFlags: Hashable, Sendable {
    /// A stage's name or number, or an image; nil for the build context.
    public let from: Word?
    public let chown: Word?
    public let chmod: Word?
    public let link: Bool
    public let parents: Bool
    /// In order; BuildKit does not expand variables in them.
    public let excludes: [Word]
    /// Nil when not given.
    public let keepGitDirectory: Bool?
    public let checksum: Word?
    /// Nil when not given.
    public let unpack: Bool?
  }
}
