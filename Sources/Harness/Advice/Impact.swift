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
  /// The services of compose files that it reaches, in their order.
  public var services: [ServiceImpact] = []
  /// Whether it is read as a compose file, or for the variables of one: any service can change with it.
  public var isComposeFile = false
}

/// What an impact question is answered with.
public enum ImpactAnswer: Codable, Hashable, Sendable {
  /// One for each path, in the order asked; the Dockerfile is nil when services alone are followed.
  case forward([Impact], dockerfile: String?, warnings: [String])
  /// The files that a stage depends on, in the order of a walk, as manifests print paths.
  case inverse(stage: String, files: [String])
  /// The files that the image of a service depends on, in byte order, as manifests print paths.
  case service(String, files: [String], warnings: [String])

  public var warnings: [String] {
    switch self {
    case .forward(_, _, let warnings), .service(_, _, let warnings): warnings
    case .inverse: []
    }
  }
}
