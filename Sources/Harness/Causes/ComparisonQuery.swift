public import Causes
internal import Fingerprints
public import Model

/// Finds out in which attributes two contexts differ.
public struct ComparisonQuery: Sendable {
  public var dockerfile: String
  public var ignoreOverride: IgnoreOverride?
  private let client: WorkerClient
  private let threads: Int

  public init(dockerfile: String, ignoreOverride: IgnoreOverride?, client: WorkerClient, threads: Int) {
    self.dockerfile = dockerfile
    self.ignoreOverride = ignoreOverride
    self.client = client
    self.threads = threads
  }

  /// In which attributes `left` and `right` differ, whose `answers` list their entries; compared in a worker process.
  ///
  /// An archive was read and is gone: of its files nothing is known but their digests. Without `readsContents` it is
  /// the same for all: what the sources hold are not the files that were listed.
  public func findings(
    _ left: ContextSource, _ right: ContextSource, answers: (ContextAnswer, ContextAnswer),
    readsContents: Bool = true
  ) async throws(Breakdown) -> [DifferenceFinding] {
    let readsAttributes = readsContents && left.isDirectory && right.isDirectory
    var entries = (answers.0.entries, answers.1.entries)
    if !readsAttributes {
      // What is listed alike differs in nothing.
      let same = Set(entries.0).intersection(entries.1)
      entries.0.removeAll { same.contains($0) }
      entries.1.removeAll { same.contains($0) }
      if entries.0.isEmpty, entries.1.isEmpty { return [] }
    }
    let plan = ComparisonPlan(
      left: .init(place: readsContents ? left.place : .nowhere, choice: .listed(entries.0)),
      right: .init(place: readsContents ? right.place : .nowhere, choice: .listed(entries.1)), dockerfile: dockerfile,
      ignoreOverride: ignoreOverride, readsAttributes: readsAttributes, threads: threads)
    return try await client.answer(to: .compare(plan)) { if case .compared(let found) = $0 { found } else { nil } }
  }
}

extension ContextSource {
  fileprivate var isDirectory: Bool { if case .directory = self { true } else { false } }

  fileprivate var place: ComparisonPlan.Side.Place {
    switch self {
    case .directory(let path): .directory(path)
    case .commit(let repository, let revision, let directory):
      .commit(repository: repository, revision: revision, directory: directory)
    case .archive: .nowhere
    }
  }
}
