/// A question about the rules of a context, as asked of a worker.
struct AdvicePlan: Codable, Hashable, Sendable {
  var source: ContextSource
  var dockerfile: String
  /// The rules to use instead of those that would be found.
  var ignoreOverride: IgnoreOverride?
  var question: AdviceQuestion
}

enum AdviceQuestion: Codable, Hashable, Sendable {
  /// Why are these paths in the context or not? As manifests print paths; `engine` is the name of a builder.
  case explain([String], engine: String)
  /// Where do builders disagree? All of the tree when there are no paths.
  case engines([String])
  case lint
  /// What makes two builds differ? Of one Dockerfile, or of all that is found when nil.
  case audit(only: String?)
  /// Which instructions, stages and services change with these paths? Or with `inverse`: which files does that stage
  /// need, or that service as `service:NAME`?
  case impact([String], inverse: String?, compose: ComposeChoice)
}

enum AdviceAnswer: Codable, Sendable {
  case explained([PathExplanation])
  case engines(EngineComparison)
  case linted(LintReport)
  case audited(AuditReport)
  case impact(ImpactAnswer)
}
