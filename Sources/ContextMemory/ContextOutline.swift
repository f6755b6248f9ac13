public import Fingerprints
public import Git

/// What a walk over a commit's tree found: all it takes to print the manifest once the files are hashed.
public struct ContextOutline: Sendable {
  /// A file, a link or a submodule of the context.
  public struct Leaf: Sendable {
    /// Relative to the context's root.
    public let path: BytePath
    public let kind: GitEntry.Kind
    public let id: ObjectID
  }

  /// A path, relative to the repository's root, and the object there.
  public struct Place: Hashable, Sendable {
    public let path: BytePath
    public let id: ObjectID

    public init(path: BytePath, id: ObjectID) {
      self.path = path
      self.id = id
    }
  }

  /// Something a user should know of an entry.
  public struct Remark: Hashable, Sendable {
    /// Relative to the repository's root.
    public let path: BytePath
    /// See ``GitEntry/remark``.
    public let text: String

    public init(path: BytePath, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// An entry of a directory.
  enum Item: Sendable {
    /// By index in ``leaves``.
    case leaf(Int)
    /// By index in ``directories``.
    case directory(Int)
    /// A directory of the snapshot, by index, with everything below it as it was.
    case unchanged(Int, isKept: Bool)
  }

  struct Directory: Sendable {
    /// As git has it, without the directories above.
    let name: [UInt8]
    let id: ObjectID
    /// Whether the rules keep the directory itself; one that they drop is still part of the context when an entry
    /// below it is.
    let isKept: Bool
    /// With the names as the manifest prints them, a directory's with its slash, in the manifest's order.
    var items: [(printedName: [UInt8], item: Item)] = []
    /// Entries the rules drop here; those below a directory that is pruned do not count.
    var ignoredCount = 0
    /// Whether anything of it is in the context.
    var isPopulated = false
  }

  /// The files that were found, in the order of the walk.
  public internal(set) var leaves: [Leaf] = []
  /// The attribute files that take part, those above the context's root first.
  public internal(set) var attributeFiles: [Place] = []
  /// Submodules seen on the way.
  public internal(set) var submodules: [Place] = []
  /// Files that the builder lists and then does not send, relative to the context's root.
  public internal(set) var arrivingEmpty: [BytePath] = []
  /// What the trees on the way have to say of their entries.
  public internal(set) var remarks: [Remark] = []
  var directories: [Directory] = []
  /// What stands for the whole context; nil before the walk.
  var root: Item?

  /// Whether the whole context is as the snapshot has it.
  public var isUnchanged: Bool { if case .unchanged = root { true } else { false } }

  init() {}
}
