/// One attribute in which two trees differ.
public struct DifferenceFinding: Hashable, Sendable, Codable {
  /// Two values, and how often they stand against each other.
  public struct Pair: Hashable, Sendable, Codable {
    /// `0664 vs 0644`: the first side's value stands first.
    public var values: String
    public var count: Int
  }

  public var code: DifferenceCode
  /// How many paths differ in it.
  public var count: Int
  /// How many of them are directories.
  public var directories: Int
  /// The first of them in byte order, as manifests print them.
  public var paths: [String]
  /// The most frequent first; empty where there is nothing to say.
  public var pairs: [Pair]
  /// How many pairs are left out.
  public var morePairs: Int
  /// What differs inside of archives.
  public var inside: [DifferenceFinding]

  static let shownPaths = 3
  static let shownPairs = 3
}
