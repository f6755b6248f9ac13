/// What the audit of the digest schemes came to.
public struct SelfTestReport: Codable, Hashable, Sendable {
  /// One scheme and one kind of change.
  public struct Cell: Codable, Hashable, Sendable {
    public var scheme: String
    public var mutation: String
    /// `notices` or `ignores`.
    public var documented: String
    public var tried: Int
    public var noticed: Int
    public var asDocumented: Bool
    /// Where it was not as documented, as manifests print paths.
    public var wrong: [String]
  }

  /// A digest that is known.
  public struct Answer: Codable, Hashable, Sendable {
    public var tree: String
    public var scheme: String
    public var expected: String
    /// Nil when there was no digest.
    public var actual: String?
    public var holds: Bool
  }

  /// Of the tree that was changed.
  public var entries: Int
  public var cells: [Cell]
  /// Schemes that cannot represent the tree, and so were not tried.
  public var withoutDigest: [String]
  public var answers: [Answer]

  /// A scheme that could not be tried is nothing wrong with it.
  public var isAsDocumented: Bool { cells.allSatisfy(\.asDocumented) && answers.allSatisfy(\.holds) }
}
