internal import BuildContext
internal import Fingerprints
internal import Git
internal import Model

/// Compares the commits of a history with their parents, inside a worker.
struct HistoryAnswering {
  private let context: ContextTimeline
  private let copies: CopyTimeline?
  private let locks: LockTimeline?

  static func answer(_ plan: HistoryPlan) throws -> HistoryReport {
    let layout = try RepositoryLayout.find(around: plan.repository)
    let range = try HistoryRange(plan.range)
    let resolver = RevisionResolver(layout)
    let excluded = try range.excluded.map { try resolver.resolve($0).commit }
    let end = try resolver.resolve(range.end).commit
    let sequence = try CommitSequence(of: end, excluding: excluded, in: layout, firstParent: plan.firstParent)
    let objects = try CheckoutObjects(objectsDirectory: layout.objectsDirectory)
    let choice = ContextChoice(
      directory: plan.directory ?? layout.prefix, dockerfile: plan.dockerfile,
      ignoreFile: plan.ignoreFile)
    let blobs = HistoryBlobs(
      objectsDirectory: layout.objectsDirectory, directory: choice.path, threads: plan.threads,
      cacheDirectory: plan.cacheDirectory)
    let context = ContextTimeline(objects, choice, blobs, objectsDirectory: layout.objectsDirectory)
    let answering = HistoryAnswering(
      context: context,
      copies: plan.wantsCopies ? CopyTimeline(objects, choice, objectsDirectory: layout.objectsDirectory) : nil,
      locks: plan.wantsLocks
        ? LockTimeline(objects, directory: layout.prefix == "." ? .root : BytePath(layout.prefix)) : nil)
    defer { blobs.keep() }
    guard let since = plan.since else { return try answering.report(sequence, limit: plan.limit) }
    let changed = try answering.changed(
      try sequence.record(end), since: try sequence.record(try resolver.resolve(since).commit), isMerge: false)
    return HistoryReport(commits: changed.map { [$0] } ?? [], examined: 1, isCut: false, warnings: [])
  }

  private func report(_ sequence: CommitSequence, limit: Int?) throws -> HistoryReport {
    var report = HistoryReport(commits: [], examined: 0, isCut: false, warnings: [])
    while let commit = try sequence.next() {
      if let limit, report.commits.count >= limit {
        report.isCut = true
        break
      }
      report.examined += 1
      // Where a shallow clone ends there is nothing to compare with.
      guard sequence.hasParents(commit) else { continue }
      let parent = try commit.parents.first.map { try sequence.record($0) }
      guard let found = try changed(commit, since: parent, isMerge: commit.parents.count > 1) else { continue }
      report.commits.append(found)
    }
    if sequence.reachedShallowEnd {
      report.warnings.append("the clone is shallow: its oldest commits could not be compared with their parents")
    }
    return report
  }

  /// The commit with all that changed since another one, which need not be its ancestor; nil when nothing did.
  private func changed(_ commit: CommitRecord, since old: CommitRecord?, isMerge: Bool) throws -> HistoryCommit? {
    guard commit.tree != old?.tree else { return nil }
    let changes = try changes(from: old?.tree, to: commit.tree)
    guard !changes.isEmpty else { return nil }
    return HistoryCommit(
      id: commit.id.hex, parent: old?.id.hex, isMerge: isMerge, time: commit.time,
      subject: String(decoding: commit.subject, as: UTF8.self), changes: changes)
  }

  private func changes(from old: ObjectID?, to new: ObjectID) throws -> [HistoryChange] {
    let contextChange = try context.change(from: old, to: new)
    var changes = contextChange.map { [$0] } ?? []
    if let copies { changes += try copies.changes(from: old, to: new, contextDiffers: contextChange != nil) }
    if let locks { changes += try locks.changes(from: old, to: new) }
    return changes
  }
}

extension ContextChoice {
  /// The context's root from the repository's.
  var path: BytePath { directory == "." ? .root : BytePath(directory) }
}
