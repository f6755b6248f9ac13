internal import Archives
internal import BuildContext
internal import ContextAdvice
internal import Dockerignore
internal import Fingerprints
internal import Git
internal import IgnoreEngines
internal import Model

/// Answers questions about the rules of a context, inside a worker.
enum AdviceAnswering {
  static func answer(_ plan: AdvicePlan) throws -> AdviceAnswer {
    switch plan.source {
    case .directory(let path):
      let tree = try DirectoryTree(path)
      return try answer(
        plan,
        AdvisedContext(tree: tree, dockerfile: plan.dockerfile, commit: nil, size: { $0.size })
      ) { try DirectoryRepository(path, threads: 1) }
    case .archive:
      let tree = try ArchiveTree.onStandardInput()
      let context = AdvisedContext(tree: tree, dockerfile: plan.dockerfile, commit: nil) { node in
        if case .file(_, let size) = node.file.kind { size } else { 0 }
      }
      return try answer(plan, context) { ArchiveRepository(tree) }
    case .commit(let repository, let revision, let directory):
      let layout = try RepositoryLayout.find(around: repository)
      let resolved = try RevisionResolver(layout).resolveTree(revision)
      let store = try ObjectStore(objectsDirectory: layout.objectsDirectory)
      let below = directory ?? layout.prefix
      let tree = try GitTree(
        CheckoutObjects(objectsDirectory: layout.objectsDirectory), root: resolved.tree,
        directory: below == "." ? .root : BytePath(below))
      return try answer(
        plan,
        AdvisedContext(
          tree: tree, dockerfile: plan.dockerfile, commit: resolved.commit?.hex,
          // A blob that is missing is no matter here.
          size: { UInt64(max(0, store.size(of: $0.entry.id) ?? 0)) })
      ) {
        try CommitRepository(
          repository: repository, revision: revision, directory: directory, threads: 1, cacheDirectory: nil)
      }
    }
  }

  /// - Parameter repository: what the context lies in, for compose files.
  private static func answer<Tree>(
    _ plan: AdvicePlan, _ context: AdvisedContext<Tree>, in repository: () throws -> some ComposeRepository
  ) throws -> AdviceAnswer {
    switch plan.question {
    case .explain(let paths, let engine):
      return .explained(try Explaining(context: context, plan: plan, engine: engine).explain(paths))
    case .engines(let paths):
      return .engines(try EngineComparing(context: context, plan: plan).compare(paths))
    case .lint: return .linted(try lint(plan, context))
    case .impact(let paths, let inverse, let choice):
      let answering = ImpactAnswering(context: context, plan: plan)
      return .impact(try answering.answer(paths, inverse: inverse, choice, in: repository()))
    case .audit(let only):
      return .audited(try Auditing(context: context, plan: plan).audit(only: only, in: repository()))
    }
  }

  private static func lint<Tree>(_ plan: AdvicePlan, _ context: AdvisedContext<Tree>) throws -> LintReport {
    var found = try FoundIgnoreText(
      for: .buildkit, in: context.tree, dockerfile: plan.dockerfile, override: plan.ignoreOverride)
    let archiveWarnings = plan.source == .archive ? found.warnings : []
    if plan.source == .archive, plan.ignoreOverride == nil {
      // What is asked for is what the file would do once the archive is unpacked.
      found = try IgnoreFileFinder.locate(in: context.tree, dockerfile: plan.dockerfile)
    }
    let entries = try context.entries()
    let (reads, readWarnings) = try context.reads()
    let name = found.name ?? ".dockerignore"
    let subject = Lint.Subject(
      fileName: name, bytes: found.bytes, tree: entries, reads: reads,
      unused: plan.ignoreOverride == nil
        ? UnusedIgnoreFiles.find(in: context, entries: entries, used: found.name) : [],
      isCommit: plan.source.isCommit)
    do throws(IgnoreFileError) {
      let result = try Lint.run(subject)
      return LintReport(
        commit: context.commit, ignoreFile: found.name, ruleCount: result.ruleCount,
        entryCount: entries.entries.count, contextEntryCount: result.contextEntryCount,
        contextByteCount: result.contextByteCount, findings: result.findings,
        warnings: archiveWarnings + readWarnings + result.warnings)
    } catch {
      throw ContextFailure.ignoreFile(name: name, error)
    }
  }
}
