public import Fingerprints

/// Computes the digests of records, one entry after the other.
///
/// The caller feeds a file's content in pieces of any size, so that one pass over it can serve other digests as well.
/// A file that arrives empty is fed nothing, whatever its size is (H12).
/// Source: moby/buildkit, cache/contenthash/filehash.go, `NewFromStat` (H1).
public struct RecordHasher: ~Copyable {
  private let hasher: MessageDigest
  private var isStarted = false

  /// - Throws: ``DigestUnavailable`` when libcrypto offers no SHA-256.
  public init() throws(DigestUnavailable) { hasher = try MessageDigest(.sha256) }

  /// Begins the record of `entry`; one that was begun and not finished, as of a file that could not be read, is
  /// forgotten.
  public mutating func start(_ entry: ContentEntry) {
    if isStarted { _ = hasher.finish() }
    isStarted = true
    hasher.update(entry.recordHeader)
  }

  /// The next piece of the file's content.
  public func update(_ content: RawSpan) { hasher.update(content) }

  /// The next piece of the file's content.
  public func update(_ content: [UInt8]) { hasher.update(content) }

  /// The digest of the entry that was started last and of all that was fed since.
  public mutating func finish() -> SHA256Digest {
    isStarted = false
    return hasher.finishSHA256()
  }

  /// The record of `entry` with all of its content at once; none for whatever is no file.
  public mutating func record(_ entry: ContentEntry, content: [UInt8] = []) -> ContentRecord {
    start(entry)
    update(content)
    return ContentRecord(entry, digest: finish())
  }
}
