internal import ContextMemory
internal import Fingerprints
internal import Git
internal import Glibc
public import Model

/// The state of the cache of blob digests.
public struct CacheReport: Codable, Hashable, Sendable {
  /// The cache's file.
  public var path: String
  public var recordCount: Int
  public var byteCount: Int
  /// Records whose own check does not hold; they are never used.
  public var damagedCount: Int
  /// Blobs that were read again from a repository.
  public var comparedCount: Int
  /// Ids, 40 digits each, of blobs whose content has another digest than the record says.
  public var mismatches: [String]
}

/// Looks after the cache of blob digests.
public enum CacheMaintenance {
  /// Removes the cache; false when there was none.
  ///
  /// - Throws: ``Breakdown`` when it is there and cannot be removed.
  public static func clear(directory: String) throws(Breakdown) -> Bool {
    if unlink(BlobDigestCache(directory: directory).path) == 0 { return true }
    let code = errno
    guard code != ENOENT else { return false }
    throw Breakdown(
      .environment, "remove the cache in \(PathText.visible(directory)): \(String(cString: strerror(code)))")
  }

  /// Checks every record, and with a `repository` reads again each blob of the cache that is in it.
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
    guard let repository else { return report }
    let store = try ObjectStore(objectsDirectory: try RepositoryLayout.find(around: repository).objectsDirectory)
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
}
