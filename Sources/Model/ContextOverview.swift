/// What is in a context, by size: its tree, folded so that few nodes remain.
public struct ContextOverview: Hashable, Sendable, Codable {
  /// The most nodes there are.
  public static let mostNodes = 60

  /// One file or directory, or what is left out of one directory.
  public struct Node: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
      case directory, file, link
      /// The sum of what a directory holds besides the nodes that are listed; its path is the directory's.
      case other
    }

    /// As manifests print it: escaped, a directory with its slash; empty for the root.
    public var path: String
    public var kind: Kind
    /// Bytes of the files, and of the texts of links, below it.
    public var bytes: UInt64
    /// How many entries it stands for: below a directory, with itself.
    public var entries: Int

    public init(path: String, kind: Kind, bytes: UInt64, entries: Int) {
      self.path = path
      self.kind = kind
      self.bytes = bytes
      self.entries = entries
    }
  }

  /// Directories before what is in them; within one the largest first, its `other` last.
  public var nodes: [Node]

  public init(nodes: [Node]) { self.nodes = nodes }
}
