internal import Archives

/// How much is read to explain a difference; what is larger differs in its content.
public struct ComparisonLimits: Hashable, Sendable {
  /// Bytes of one file, compressed or not.
  public var fileBytes: Int
  /// Bytes of all files that are read, on both sides.
  public var totalBytes: Int
  /// Archives inside of one another.
  public var depth: Int

  public init(fileBytes: Int = 128 << 20, totalBytes: Int = 2 << 30, depth: Int = 3) {
    self.fileBytes = fileBytes
    self.totalBytes = totalBytes
    self.depth = depth
  }

  /// What one archive may hold.
  var archive: ArchiveLimits {
    ArchiveLimits(entries: 200_000, totalBytes: UInt64(clamping: fileBytes) * 4, nameBytes: 64 << 20)
  }
}
