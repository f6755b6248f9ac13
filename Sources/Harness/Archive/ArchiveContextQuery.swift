internal import Archives
internal import BuildContext
internal import Fingerprints
internal import Glibc
internal import Model

/// Which context of the archive on the worker's standard input is wanted.
struct ArchiveContextPlan: Codable, Hashable, Sendable {
  var dockerfile: String
  var ignoreOverride: IgnoreOverride?
  var engine: String
  var schemes: [String]
  var wanted: ContextDetail
}

/// Answers for a context that is an archive, inside a worker.
enum ArchiveContextQuery {
  static func answer(_ plan: ArchiveContextPlan) throws -> ContextAnswer {
    let tree = try ArchiveTree.onStandardInput()
    let rules = try EngineRules.find(
      engine: plan.engine, in: tree, dockerfile: plan.dockerfile, override: plan.ignoreOverride)
    let walk = try rules.select(from: tree)
    var feed = ArchiveFeed(tree, walk)
    let (entries, schemes) = try SchemeAnswering.answer(&feed, schemes: plan.schemes, isUnpacked: true)
    let contents = BuildContextContents(
      entries: entries, ignoredCount: walk.ignoredCount,
      warnings: tree.warnings + rules.warnings + walk.warnings(ignoreFile: rules.name))
    var answer = try ContextAnswer(
      commit: nil, contents: contents, ignoreFile: rules.name, wantsEntries: plan.wanted == .entries)
    answer.add(schemes)
    return answer
  }
}

extension ArchiveTree {
  /// The archive on this worker's standard input.
  static func onStandardInput() throws -> ArchiveTree {
    try ArchiveTree(descriptor: STDIN_FILENO, temporaryDirectory: Sandbox.temporaryRoot)
  }
}
