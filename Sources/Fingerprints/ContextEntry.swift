/// One entry of a build context.
public struct ContextEntry: Hashable, Sendable {
  /// What the entry is; each case carries what `lockstep-v1` hashes of it.
  public enum Kind: Hashable, Sendable {
    case file(executable: Bool, content: SHA256Digest)
    case symlink(target: [UInt8], content: SHA256Digest)
    case directory
  }

  /// Relative to the context's root, which has no entry itself.
  public let path: BytePath
  public let kind: Kind
  /// Bytes of a file, bytes of a link's text, 0 for a directory.
  public let size: UInt64
  /// Permission bits, set-id and sticky bits as the source has them: those on disk for a directory,
  /// git's canonical 0644 or 0755 (links 0777, directories 0755) for a commit. Not part of `lockstep-v1`.
  public let permissions: UInt16

  public init(path: BytePath, kind: Kind, size: UInt64, permissions: UInt16) {
    self.path = path
    self.kind = kind
    self.size = size
    self.permissions = permissions
  }
}
