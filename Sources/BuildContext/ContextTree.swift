/// A tree of files that a context can be taken from: a directory on disk, a commit, anything alike.
public protocol ContextTree {
  /// Whatever the tree needs to find an entry again.
  associatedtype Node

  /// The entries of `directory`, or of the root when nil, in any order.
  func children(of directory: Node?) throws -> [ContextChild<Node>]
}

/// One entry of a directory of a ``ContextTree``.
public struct ContextChild<Node> {
  public enum Kind: Hashable, Sendable {
    case file
    case symlink
    case directory
    /// Neither file, link nor directory, named for people: `FIFO`, `socket`, `device`.
    case special(String)
  }

  public let name: [UInt8]
  public let kind: Kind
  public let node: Node

  @inlinable
  public init(name: [UInt8], kind: Kind, node: Node) {
    self.name = name
    self.kind = kind
    self.node = node
  }
}
