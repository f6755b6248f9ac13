internal import Fingerprints
public import Model

/// Answers questions about the rules of contexts.
public struct AdviceQuery: Sendable {
  public var dockerfile: String
  public var ignoreOverride: IgnoreOverride?
  private let client: WorkerClient

  public init(dockerfile: String, ignoreOverride: IgnoreOverride?, client: WorkerClient) {
    self.dockerfile = dockerfile
    self.ignoreOverride = ignoreOverride
    self.client = client
  }

  /// Explains `paths`, which are relative to the context's root, in the spelling of manifests, and need not exist.
  ///
  /// - Parameter engine: the builder whose answer is explained.
  /// - Throws: ``Breakdown``; also for a path that is the root or lies outside.
  public func explain(
    _ paths: [String], engine: IgnoreEngineName, in source: ContextSource
  ) async throws(Breakdown) -> [PathExplanation] {
    try Self.check(paths)
    let answer = try await ask(.explain(paths, engine: engine.rawValue), source)
    guard case .explained(let explanations) = answer else { throw Self.otherQuestion }
    return explanations
  }

  /// Where builders disagree about the tree, or about `paths` and what is below them.
  public func engines(_ paths: [String], in source: ContextSource) async throws(Breakdown) -> EngineComparison {
    try Self.check(paths)
    guard case .engines(let comparison) = try await ask(.engines(paths), source) else { throw Self.otherQuestion }
    return comparison
  }

  /// What is wrong, useless or surprising in the ignore file.
  public func lint(_ source: ContextSource) async throws(Breakdown) -> LintReport {
    guard case .linted(let report) = try await ask(.lint, source) else { throw Self.otherQuestion }
    return report
  }

  /// Which instructions, stages and services change with `paths`, or with `inverse` which files that stage needs, or
  /// that service as `service:NAME`.
  ///
  /// - Parameter compose: the compose files; when it names none, those that Compose finds in `source`, if any.
  public func impact(
    _ paths: [String], inverse: String?, compose: ComposeChoice, in source: ContextSource
  ) async throws(Breakdown) -> ImpactAnswer {
    try Self.check(paths)
    guard case .impact(let answer) = try await ask(.impact(paths, inverse: inverse, compose: compose), source) else {
      throw Self.otherQuestion
    }
    return answer
  }

  /// What in the files that describe a build makes two builds differ; of one Dockerfile, or of all when nil.
  public func audit(only: String?, _ source: ContextSource) async throws(Breakdown) -> AuditReport {
    guard case .audited(let report) = try await ask(.audit(only: only), source) else { throw Self.otherQuestion }
    return report
  }

  private func ask(_ question: AdviceQuestion, _ source: ContextSource) async throws(Breakdown) -> AdviceAnswer {
    let plan = AdvicePlan(
      source: source, dockerfile: dockerfile, ignoreOverride: ignoreOverride, question: question)
    // Nothing of git is touched here, and a process costs more than the answer.
    if case .directory = source {
      do {
        return try AdviceAnswering.answer(plan)
      } catch {
        throw Breakdown(error)
      }
    }
    return try await client.answer(to: .advice(plan)) { if case .advice(let answer) = $0 { answer } else { nil } }
  }

  private static var otherQuestion: Breakdown { Breakdown(.internal, "the worker answered another question") }

  private static func check(_ paths: [String]) throws(Breakdown) {
    for path in paths {
      let bytes = PathText.unescaped(Array(path.utf8))
      guard let bytes, bytes.first != UInt8(ascii: "/"), let inside = BytePath(bytes).normalised(), !inside.isRoot
      else {
        throw Breakdown(
          .usage, "the path \"\(PathText.visible(path))\" does not lie in the context",
          remedy: "write it relative to the context's root")
      }
    }
  }
}
