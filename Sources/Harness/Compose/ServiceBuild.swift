/// How others ask for what one service is built from: as if its build had been written on the command line.
public struct ServiceBuild: Codable, Hashable, Sendable {
  public var source: ContextSource
  /// Inside of the context unless ``dockerfileBytes`` are given.
  public var dockerfile: String
  /// The Dockerfile itself, when it is written in the compose file or lies outside of the context.
  public var dockerfileBytes: [UInt8]?
  /// The rules that the service's build uses; with an empty name when there are none.
  public var ignoreOverride: IgnoreOverride
  public var target: String?
  public var arguments: [String: String]
  public var warnings: [String]
}
