/// What changes when a file of the context does.
public struct Impact: Codable, Hashable, Sendable {
  /// An instruction that copies the path.
  public struct Step: Codable, Hashable, Sendable {
    /// Counted from 1.
    public var line: Int
    /// As written, continued lines joined.
    public var instruction: String
    /// The stage's name, or its number where it has none.
    public var stage: String
  }

  /// As asked for, in the spelling of manifests.
  public var path: String
  /// Whether the path, or something below it, is in the context; nothing changes when it is not.
  public var isInContext: Bool
  public var steps: [Step]
  /// The stages that are built anew: those of the steps, and those that take from them.
  public var stages: [String]
  /// The lockfiles that the path is.
  public var locks: [String]
}

/// What an impact question is answered with.
public enum ImpactAnswer: Codable, Hashable, Sendable {
  /// One for each path, in the order asked.
  case forward([Impact])
  /// The files that a stage depends on, in the order of a walk, as manifests print paths.
  case inverse(stage: String, files: [String])
}
