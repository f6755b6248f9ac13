/// A question about the services of compose files, as asked of a worker.
struct ComposePlan: Codable, Hashable, Sendable {
  /// What paths are relative to.
  var source: ContextSource
  var choice: ComposeChoice
  /// The service whose build is asked for; nil for a list of all.
  var service: String?
  var threads: Int
  var cacheDirectory: String?
}

enum ComposeReply: Codable, Sendable {
  case list(ComposeAnswer)
  case service(ServiceBuild)
}
