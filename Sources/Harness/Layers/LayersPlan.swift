/// Which instructions of which Dockerfile are asked about, as asked of a worker.
struct LayersPlan: Codable, Hashable, Sendable {
  var source: ContextSource
  /// The Dockerfile's name; inside the context unless `dockerfileBytes` are given.
  var dockerfile: String
  /// The Dockerfile itself, when it lies outside the context.
  var dockerfileBytes: [UInt8]?
  var ignoreOverride: IgnoreOverride?
  /// The stage to build; nil for the last.
  var target: String?
  var buildArguments: [String: String]
}
