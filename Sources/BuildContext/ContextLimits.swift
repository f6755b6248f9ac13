internal import Limits

/// How much a context may hold before reading it is given up.
public struct ContextLimits: Hashable, Sendable {
  public var entries: Int
  /// Levels of directories below the root.
  public var depth: Int
  /// Bytes of one path below the context's root.
  public var pathLength: Int
  /// Bytes of all files.
  public var totalBytes: UInt64

  /// What holds in this process.
  public init() {
    let limits = Limits.current
    self.init(
      entries: limits.count(.entries), depth: limits.count(.depth), pathLength: limits.count(.path),
      totalBytes: limits[.total])
  }

  public init(entries: Int = .max, depth: Int = .max, pathLength: Int = .max, totalBytes: UInt64 = .max) {
    self.entries = entries
    self.depth = depth
    self.pathLength = pathLength
    self.totalBytes = totalBytes
  }
}
