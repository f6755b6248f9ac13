public import Limits

/// How much an archive may hold before reading it is given up: a small file can expand to anything.
public struct ArchiveLimits: Hashable, Sendable {
  /// Entries, with the directories that are only implied by names below them.
  public var entries: Int
  /// Bytes of all files, unpacked.
  public var totalBytes: UInt64
  /// Bytes of one entry's name, or of a link's text.
  public var pathBytes: Int
  /// Directories above an entry.
  public var depth: Int
  /// Bytes of all names, link texts and extended attributes, which are held in memory.
  public var nameBytes: Int

  public init(
    entries: Int = Limits.current.count(.entries), totalBytes: UInt64 = Limits.current[.total],
    pathBytes: Int = Limits.current.count(.path), depth: Int = Limits.current.count(.depth),
    nameBytes: Int = 512 << 20
  ) {
    self.entries = entries
    self.totalBytes = totalBytes
    self.pathBytes = pathBytes
    self.depth = depth
    self.nameBytes = nameBytes
  }
}
