internal import ContextMemory
internal import Fingerprints
internal import Foundation
internal import Git
internal import Limits
internal import Model

/// The answer to a question about a commit that was asked before, found without reading any object.
///
/// A commit's id stands for all its files, so the answer cannot change; the question holds everything else that it
/// depends on.
struct RememberedAnswer {
  /// An answer as it is kept, with what it takes to ask again.
  struct Kept: Codable {
    var tool: String
    var objectsDirectory: String
    /// The revision is an object's id; nothing is remembered.
    var question: CommitContextPlan
    var answer: ContextAnswer
  }

  private let store: AnswerStore
  private let layout: RepositoryLayout
  private let object: ObjectID
  private let plan: CommitContextPlan
  private let question: SHA256Digest

  /// The question of `plan`; nil when its answer is not one that is kept, or when the revision must be worked out.
  init?(_ plan: CommitContextPlan) {
    guard plan.wanted == .digest, plan.platform == nil, PathPolicy.current == .warn, let cache = plan.cacheDirectory,
      let layout = try? RepositoryLayout.find(around: plan.repository),
      let object = RefFiles(layout).object(plan.revision),
      let question = try? Self.question(plan, layout, object)
    else { return nil }
    store = AnswerStore(cache: cache)
    self.layout = layout
    self.object = object
    self.plan = plan
    self.question = question
  }

  /// Another build of Lockstep asks another question: its rules may be others.
  private static func question(
    _ plan: CommitContextPlan, _ layout: RepositoryLayout, _ object: ObjectID
  ) throws(DigestUnavailable) -> SHA256Digest {
    let hasher = try MessageDigest(.sha256)
    let texts = [
      ToolIdentity.current, layout.objectsDirectory, object.hex, plan.directory ?? layout.prefix, plan.dockerfile,
      plan.engine, plan.schemes.joined(separator: " "), plan.ignoreOverride == nil ? "found" : "given",
      plan.ignoreOverride?.name ?? "", plan.chosenIgnoreFile ?? "", Limits.current.changes,
    ]
    for bytes in texts.map({ Array($0.utf8) }) + [plan.ignoreOverride?.bytes ?? []] {
      hasher.update(Array("\(bytes.count):".utf8))
      hasher.update(bytes)
    }
    return hasher.finishSHA256()
  }

  func find() -> ContextAnswer? {
    guard let bytes = try? store.find(question) else { return nil }
    return Self.read(bytes)?.answer
  }

  static func read(_ bytes: [UInt8]) -> Kept? { try? JSONDecoder().decode(Kept.self, from: Data(bytes)) }

  /// Keeps the answer a worker gave, unless the revision has moved since.
  func keep(_ answer: ContextAnswer) {
    guard RefFiles(layout).object(plan.revision) == object else { return }
    var question = plan
    question.repository = layout.workTree ?? layout.gitDirectory
    question.revision = object.hex
    question.directory = plan.directory ?? layout.prefix
    question.cacheDirectory = nil
    let kept = Kept(
      tool: ToolIdentity.current, objectsDirectory: layout.objectsDirectory, question: question, answer: answer)
    guard let bytes = try? JSONEncoder().encode(kept) else { return }
    try? store.keep(Array(bytes), for: self.question)
  }
}
