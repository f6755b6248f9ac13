internal import Limits

/// How much a tree may hold before reading it is given up.
public struct TreeLimits: Hashable, Sendable {
  public var entries: Int
  /// Levels of directories below the root.
  public var depth: Int
  /// Bytes of one path.
  public var pathLength: Int

  /// What holds in this process.
  public init() {
    let limits = Limits.current
    self.init(
      entries: limits.count(.entries), depth: limits.count(.depth), pathLength: limits.count(.path))
  }

  public init(entries: Int = .max, depth: Int = .max, pathLength: Int = .max) {
    self.entries = entries
    self.depth = depth
    self.pathLength = pathLength
  }
}
