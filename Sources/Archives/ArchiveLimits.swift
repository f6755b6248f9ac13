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
    entries: Int = 1_000_000, totalBytes: UInt64 = 8 << 30, pathBytes: Int = 4_000, depth: Int = 512,
    nameBytes: Int = 512 << 20
  ) {
    self.entries = entries
    self.totalBytes = totalBytes
    self.pathBytes = pathBytes
    self.depth = depth
    self.nameBytes = nameBytes
  }
}
