public import Fingerprints

/// One entry of a build context, as a builder's client announces it and BuildKit hashes it.
///
/// A file's content is no part of it; see ``RecordHasher``.
public struct ContentEntry: Hashable, Sendable {
  /// What the entry is; each case carries what BuildKit hashes of this kind alone.
  public enum Kind: Hashable, Sendable {
    /// A regular file; also a socket, which is sent as a file without content. `size` is the announced one: a file
    /// that arrives empty is hashed with it all the same.
    case file(size: UInt64)
    /// Another name of the file, FIFO or device at `source`, which was announced before.
    case hardLink(source: BytePath)
    /// `target` is the text of the link as it is.
    case symlink(target: [UInt8])
    case directory
    case fifo
    case characterDevice(major: UInt32, minor: UInt32)
    case blockDevice(major: UInt32, minor: UInt32)
  }

  /// Relative to the context's root, which has no entry itself.
  public var path: BytePath
  public var kind: Kind
  /// Permission bits with set-user-id (04000), set-group-id (02000) and sticky (01000); no bits of the type. Those of
  /// a symbolic link count as well: 0777 on Linux.
  public var mode: UInt16
  /// 0 in every transfer of a context, whoever owns the file.
  public var userID: UInt32
  /// 0 in every transfer of a context.
  public var groupID: UInt32
  /// Values by name, as the client sends them; it leaves out names that begin with `com.apple.`.
  public var extendedAttributes: [[UInt8]: [UInt8]]

  public init(
    path: BytePath, kind: Kind, mode: UInt16, userID: UInt32 = 0, groupID: UInt32 = 0,
    extendedAttributes: [[UInt8]: [UInt8]] = [:]
  ) {
    self.path = path
    self.kind = kind
    self.mode = mode
    self.userID = userID
    self.groupID = groupID
    self.extendedAttributes = extendedAttributes
  }
}
