public import Fingerprints

/// What BuildKit hashes in place of a header of the context's root, which no client sends.
///
/// Source: moby/buildkit, cache/contenthash/checksum.go, `HandleChange` (H4).
public enum RootHeader {
  /// The SHA-256 of nothing; the root's mode plays no part.
  public static let digest = SHA256Digest([
    0xE3, 0xB0, 0xC4, 0x42, 0x98, 0xFC, 0x1C, 0x14, 0x9A, 0xFB, 0xF4, 0xC8, 0x99, 0x6F, 0xB9, 0x24,
    0x27, 0xAE, 0x41, 0xE4, 0x64, 0x9B, 0x93, 0x4C, 0xA4, 0x95, 0x99, 0x1B, 0x78, 0x52, 0xB8, 0x55,
  ])

  /// Of a context that BuildKit itself unpacked, and after a transfer without any entry, it looks at the directory on
  /// its own disk instead, which has the mode 0755 and belongs to root.
  ///
  /// After a transfer the answer then stays in place for later transfers to it, and where there was one before, that
  /// one stays: no digest of an empty root can be relied on.
  public static func onDisk() throws(DigestUnavailable) -> SHA256Digest {
    try SHA256Digest.of(ContentEntry(path: .root, kind: .directory, mode: 0o755).recordHeader)
  }
}
