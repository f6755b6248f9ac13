internal import BuildContext
internal import ContextMemory
internal import Fingerprints
internal import Git
internal import Glibc
public import Model

/// The state of what is remembered from one invocation to the next.
public struct CacheReport: Codable, Hashable, Sendable {
  /// The state of contexts or answers.
  public struct Part: Codable, Hashable, Sendable {
    public var count = 0
    /// Those whose own check does not hold; they are never used.
    public var damagedCount = 0
    /// Those that were made again from the repository.
    public var comparedCount = 0
    /// Those that are not what was made again, named for people.
    public var mismatches: [String] = []
  }

  /// The cache's file of blob digests.
  public var path: String
  public var recordCount: Int
  public var byteCount: Int
  /// Records whose own check does not hold; they are never used.
  public var damagedCount: Int
  /// Blobs that were read again from a repository.
  public var comparedCount: Int
  /// Ids, 40 digits each, of blobs whose content has another digest than the record says.
  public var mismatches: [String]
  public var contexts = Part()
  public var answers = Part()
  /// What is remembered of the files of directories.
  public var directories = Part()

  /// Everything but blobs that is not what was made again.
  public var otherMismatches: [String] { contexts.mismatches + answers.mismatches + directories.mismatches }
}

/// Looks after the cache.
public enum CacheMaintenance {
  /// Removes the cache; false when there was none.
  ///
  /// - Throws: ``Breakdown`` when it is there and cannot be removed.
  public static func clear(directory: String) throws(Breakdown) -> Bool {
    switch CacheRemoval.remove(in: directory) {
    case .success(let count): return count > 0
    case .failure(let failure):
      throw Breakdown(.environment, "remove \(PathText.visible(failure.path)): \(failure.reason)")
    }
  }

  /// Checks everything against itself, and with a `repository` makes again what came from there.
  public static func verify(
    directory: String, repository: String?, client: WorkerClient
  ) async throws(Breakdown) -> CacheReport {
    try await client.answer(to: .verifyCache(directory: directory, repository: repository)) {
      if case .cache(let report) = $0 { report } else { nil }
    }
  }

  /// The worker's side of ``verify(directory:repository:client:)``.
  static func check(directory: String, repository: String?) throws -> CacheReport {
    let cache = BlobDigestCache(directory: directory)
    let hasher = try MessageDigest(.sha256)
    var report = CacheReport(
      path: cache.path, recordCount: cache.count, byteCount: cache.byteCount, damagedCount: 0, comparedCount: 0,
      mismatches: [])
    let entries = (0..<cache.count).compactMap { cache.entry(at: $0, hasher: hasher) }
    report.damagedCount = cache.count - entries.count
    let layout = try repository.map { try RepositoryLayout.find(around: $0) }
    let objects = layout?.objectsDirectory
    report.contexts = try contexts(directory: directory, from: objects)
    report.answers = try answers(directory: directory, from: objects)
    report.directories = try directories(directory: directory, below: layout?.workTree)
    guard let objects else { return report }
    let store = try ObjectStore(objectsDirectory: objects)
    for entry in entries where store.size(of: entry.id) != nil {
      report.comparedCount += 1
      let size = try store.withObject(entry.id, .blob, what: "a blob of the cache") { content in
        hasher.update(content)
        return UInt64(content.byteCount)
      }
      let known = BlobDigestCache.Known(size: size, content: hasher.finishSHA256())
      if known != entry.known { report.mismatches.append(entry.id.hex) }
    }
    return report
  }

  private static func contexts(directory: String, from objects: String?) throws -> CacheReport.Part {
    var part = CacheReport.Part()
    for (name, snapshot) in try SnapshotStore(cache: directory).all() {
      part.count += 1
      guard let snapshot else {
        part.damagedCount += 1
        continue
      }
      // What another build left is never used.
      guard snapshot.origin.objectsDirectory == objects, snapshot.origin.tool == ToolIdentity.current,
        let isTrue = try CommitDigest.isTrue(snapshot, threads: Processors.count)
      else { continue }
      part.comparedCount += 1
      if !isTrue { part.mismatches.append("the context in \(name)") }
    }
    return part
  }

  private static func answers(directory: String, from objects: String?) throws -> CacheReport.Part {
    var part = CacheReport.Part()
    for bytes in try AnswerStore(cache: directory).all() {
      part.count += 1
      guard let kept = bytes.flatMap(RememberedAnswer.read) else {
        part.damagedCount += 1
        continue
      }
      guard kept.tool == ToolIdentity.current, kept.objectsDirectory == objects,
        let again = try? CommitContextQuery.answer(kept.question)
      else { continue }
      part.comparedCount += 1
      if again != kept.answer {
        part.mismatches.append("the answer for commit \(kept.answer.commit ?? "?"), \(kept.question.directory ?? ".")")
      }
    }
    return part
  }

  /// Reads all files again in those directories that lie in the work tree.
  private static func directories(directory: String, below workTree: String?) throws -> CacheReport.Part {
    var part = CacheReport.Part()
    for (name, memory) in try FileMemoryStore(cache: directory).all() {
      part.count += 1
      guard let memory else {
        part.damagedCount += 1
        continue
      }
      guard let workTree, memory.root == workTree || memory.root.hasPrefix(workTree + "/"),
        let tree = try? DirectoryTree(memory.root)
      else { continue }
      let scan = try DirectoryScan(
        tree, ignoring: try FoundIgnoreFile(FoundIgnoreText(name: nil, bytes: [])), threads: Processors.count,
        remembered: NoRememberedFiles())
      part.comparedCount += 1
      let isFalse = scan.contents.contains {
        memory.content($0.stamp).map { [digest = $0.digest] in $0 != digest } ?? false
      }
      if isFalse { part.mismatches.append("what \(name) says of files in \(memory.root)") }
    }
    return part
  }
}
