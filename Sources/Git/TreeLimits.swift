/// How much a tree may hold before reading it is given up.
public struct TreeLimits: Hashable, Sendable {
  public var entries: Int
  /// Levels of directories below the root.
  public var depth: Int
  /// Bytes of one path.
  public var pathLength: Int

  public init(entries: Int = 1_000_000, depth: Int = 512, pathLength: Int = 4_000) {
    self.entries = entries
    self.depth = depth
    self.pathLength = pathLength
  }
}
