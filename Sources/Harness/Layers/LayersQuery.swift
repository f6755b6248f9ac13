public import Model

/// Answers what each instruction of a Dockerfile takes of its context.
public struct LayersQuery: Sendable {
  /// The Dockerfile's name; inside the context unless ``dockerfileBytes`` are given.
  public var dockerfile: String
  /// The Dockerfile itself, when it lies outside the context.
  public var dockerfileBytes: [UInt8]?
  public var ignoreOverride: IgnoreOverride?
  /// The stage to build; nil for the last.
  public var target: String?
  public var buildArguments: [String: String]
  private let client: WorkerClient

  public init(
    dockerfile: String, dockerfileBytes: [UInt8]?, ignoreOverride: IgnoreOverride?, target: String?,
    buildArguments: [String: String], client: WorkerClient
  ) {
    self.dockerfile = dockerfile
    self.dockerfileBytes = dockerfileBytes
    self.ignoreOverride = ignoreOverride
    self.target = target
    self.buildArguments = buildArguments
    self.client = client
  }

  /// What the instructions take of `source`, read in a worker process.
  public func answer(_ source: ContextSource) async throws(Breakdown) -> LayersReport {
    let plan = LayersPlan(
      source: source, dockerfile: dockerfile, dockerfileBytes: dockerfileBytes, ignoreOverride: ignoreOverride,
      target: target, buildArguments: buildArguments)
    return try await client.answer(to: .layers(plan)) { if case .layers(let report) = $0 { report } else { nil } }
  }
}
