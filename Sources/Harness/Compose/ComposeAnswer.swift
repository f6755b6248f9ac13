public import Model

/// The services of a project and what they are built from, as far as it can be read here.
///
/// All paths are relative to the directory that was asked about and spelled as manifests print them.
public struct ComposeAnswer: Codable, Hashable, Sendable {
  /// 40 digits; nil for a directory.
  public var commit: String?
  /// Nil when nothing gives the project a name but the directory it happens to lie in.
  public var project: String?
  /// Every file that was read: compose files, and env files for their variables.
  public var files: [String]
  /// In the order of the files.
  public var services: [ComposedService]
  public var warnings: [String]
}

/// A service of a project.
public struct ComposedService: Codable, Hashable, Sendable {
  public var name: String
  /// The file that has it first, and the line there.
  public var file: String
  public var line: Int
  public var image: String?
  public var profiles: [String]
  /// Whether the selected profiles enable it; the context of one that is not is not read.
  public var isEnabled: Bool
  /// Nil when the image is only pulled.
  public var build: ComposedBuild?
}

/// How a service is built.
public struct ComposedBuild: Codable, Hashable, Sendable {
  public var context: ComposedContext
  /// Nil when it is written in the compose file, or lies in a context that is not read here.
  public var dockerfile: String?
  public var isInline: Bool
  public var target: String?
  public var arguments: [String: String]
  /// Ordered by name.
  public var additionalContexts: [NamedContext]
  /// Why the Dockerfile cannot be used; the context may be fine.
  public var dockerfileProblem: Breakdown?

  public struct NamedContext: Codable, Hashable, Sendable {
    public var name: String
    public var context: ComposedContext
  }
}

/// A directory or something else that a build takes files from.
public struct ComposedContext: Codable, Hashable, Sendable {
  public enum Kind: String, Codable, Hashable, Sendable {
    case directory, git, http, service, other
  }

  public var kind: Kind
  /// A path for a directory; the name of a service; else as written.
  public var source: String
  public var ignoreFile: String?
  /// Nil when the context was not read, with ``digest`` and ``byteCount``.
  public var entryCount: Int?
  /// Bytes of all files.
  public var byteCount: UInt64?
  /// `lockstep-v1`.
  public var digest: String?
  /// Why it could not be read.
  public var problem: Breakdown?
}

extension ComposeAnswer {
  /// The gravest of all problems of services that are enabled; nil when there is none.
  public var worstProblem: Breakdown.Domain? {
    let builds = services.filter(\.isEnabled).compactMap(\.build)
    let problems = builds.flatMap { build in
      [build.dockerfileProblem, build.context.problem] + build.additionalContexts.map(\.context.problem)
    }.compactMap { $0?.domain }
    return [.internal, .environment, .repository, .selection, .usage].first(where: problems.contains)
  }
}
