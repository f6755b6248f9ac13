public import Fingerprints

/// An entry of a context as a ``SchemeHasher`` takes it: all but the bytes of a file.
public struct SchemeEntry: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// `executable` is the owner's bit, `size` is in bytes.
    case file(executable: Bool, size: UInt64)
    case symlink(target: [UInt8])
    case directory
  }

  /// Relative to the context's root, which has no entry itself.
  public let path: BytePath
  public let kind: Kind
  /// Permission, set-id and sticky bits as the source has them; only `buildkit` looks at more than the kind.
  public let permissions: UInt16

  public init(path: BytePath, kind: Kind, permissions: UInt16) {
    self.path = path
    self.kind = kind
    self.permissions = permissions
  }

  /// An entry that was hashed before; its SHA-256 goes into ``KnownDigests``.
  public init(_ entry: ContextEntry) {
    let kind: Kind =
      switch entry.kind {
      case .file(let executable, _): .file(executable: executable, size: entry.size)
      case .symlink(let target, _): .symlink(target: target)
      case .directory: .directory
      }
    self.init(path: entry.path, kind: kind, permissions: entry.permissions)
  }
}

/// What is known of a file's bytes before they are read; it is believed, not checked.
public struct KnownDigests: Hashable, Sendable {
  /// The SHA-256 of the bytes.
  public var sha256: SHA256Digest?
  /// The id of the blob with these bytes. That of a blob which git changes at checkout (line endings, `$Id$`) is
  /// the id of other bytes.
  public var gitBlob: ObjectID?

  public init(sha256: SHA256Digest? = nil, gitBlob: ObjectID? = nil) {
    self.sha256 = sha256
    self.gitBlob = gitBlob
  }
}
