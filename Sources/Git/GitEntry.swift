public import Fingerprints

/// One entry of a git tree, its mode reduced to git's five.
public struct GitEntry: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case file(executable: Bool)
    case symlink
    case directory
    /// A gitlink: the commit a submodule is pinned at.
    case submodule
  }

  public let name: [UInt8]
  public let kind: Kind
  public let id: ObjectID
  /// What a user should know of the entry, beginning with a verb, names escaped; nil for most.
  public var remark: String?

  public init(name: [UInt8], kind: Kind, id: ObjectID) {
    self.name = name
    self.kind = kind
    self.id = id
  }
}
