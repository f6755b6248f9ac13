public import Fingerprints

/// What BuildKit stores for one transferred entry: the entry and its digest.
///
/// Source: moby/buildkit, cache/contenthash/checksum.go, `CacheRecord`.
public struct ContentRecord: Hashable, Sendable {
  public let entry: ContentEntry
  /// The SHA-256 of the entry's header and, for a file, its content (H1); written as `sha256:` and 64 lower-case
  /// hexadecimal digits (`text`). Of a directory this is the header alone, without what lies in it.
  ///
  /// That of a hard link means nothing until a ``ContentTree`` puts the digest of its source there (H2).
  public let digest: SHA256Digest

  public init(_ entry: ContentEntry, digest: SHA256Digest) {
    self.entry = entry
    self.digest = digest
  }
}
