/// How much a context may hold before reading it is given up.
public struct ContextLimits: Hashable, Sendable {
  public var entries: Int
  /// Levels of directories below the root.
  public var depth: Int

  public init(entries: Int = 1_000_000, depth: Int = 512) {
    self.entries = entries
    self.depth = depth
  }
}
