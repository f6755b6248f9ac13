extension LayersReport {
  /// A `RUN` that installs dependencies, with what makes it run again.
  public struct Install: Codable, Hashable, Sendable {
    /// A file that the tool reads.
    public struct Input: Codable, Hashable, Sendable {
      /// In the context when it comes from there, else in the image; as manifests print paths.
      public var path: String
      /// `manifest`, `lock`, `requirements`, `file`.
      public var kind: String
      /// Whether it is there before the `RUN`.
      public var isCopied: Bool
      /// The instruction that brings it; nil when none does, or a command may have written it.
      public var line: Int?
    }

    /// A step that brings files the tool does not read.
    public struct Bringing: Codable, Hashable, Sendable {
      public var line: Int
      public var files: Int
    }

    /// A file that the tool does not read, whose change installs again.
    public struct Unrelated: Codable, Hashable, Sendable {
      /// In the context, as manifests print paths.
      public var path: String
      /// The first instruction that brings it.
      public var line: Int
    }

    /// Of the `RUN`.
    public var line: Int
    /// The stage's name, or its number where it has none.
    public var stage: String
    public var tool: String
    public var command: String
    public var inputs: [Input]
    /// The inputs that are not there, as the tool looks for them: what it names, and locks that the context has.
    public var missing: [String]
    /// Whether it installs the project itself, so that the project's files are no unrelated ones.
    public var installsProject: Bool
    /// What would install the dependencies alone.
    public var alone: String?
    public var unrelatedCount: Int
    public var unrelatedSteps: [Bringing]
    /// The first ones, at most ``shownUnrelated``.
    public var unrelated: [Unrelated]
  }
}

extension LayersReport.Install {
  static let shownUnrelated = 20
}
