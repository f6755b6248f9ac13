/// One entry of an archive, as the archive has it.
public struct ArchiveEntry: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case file
    /// Another name of the entry named `target`.
    case hardLink(target: [UInt8])
    /// `target` is the text of the link.
    case symlink(target: [UInt8])
    case directory
    case fifo
    case characterDevice(major: UInt32, minor: UInt32)
    case blockDevice(major: UInt32, minor: UInt32)
    /// What no tree can hold.
    case other
  }

  /// As written: it may be absolute, end in a slash or hold `..`.
  public let path: [UInt8]
  public let kind: Kind
  /// Permission bits with set-user-id, set-group-id and sticky.
  public let mode: UInt16
  /// Of a file's content in bytes, holes included; 0 for all else.
  public let size: UInt64
  public let userID: UInt32
  public let groupID: UInt32
  /// Seconds since 1970; nil when the archive does not say.
  public let modified: Int64?
  /// Nanoseconds behind ``modified``.
  public let modifiedNanoseconds: Int
  /// Nil when the archive names none, as a zip never does.
  public let userName: [UInt8]?
  public let groupName: [UInt8]?
  /// Values by name.
  public let extendedAttributes: [[UInt8]: [UInt8]]
}
