/// One entry of a captured tree.
public struct CapturedEntry: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable {
    case file, link, directory
    /// FIFO, socket or device.
    case special
  }

  /// How it stands to the repository's HEAD.
  public enum Status: String, Hashable, Sendable, Codable {
    /// In HEAD and not looked at further.
    case tracked
    /// In HEAD, and different.
    case modified
    /// In the index alone.
    case added
    case untracked
    /// Untracked, and git's rules ignore it.
    case ignored
    /// In HEAD, and not there.
    case missing
    /// There is no repository that could tell.
    case unknown
  }

  /// Ends of lines.
  public struct LineEnds: Hashable, Sendable, Codable {
    public var lf: Int
    public var crlf: Int
    public init(lf: Int, crlf: Int) {
      self.lf = lf
      self.crlf = crlf
    }
  }

  /// As manifests print it, without a slash at the end.
  public var path: String
  public var type: Kind
  /// Four octal digits; nil when only the executable bit is known, or nothing.
  public var mode: String?
  /// Whether its owner may execute the file; nil of what is no file.
  public var executable: Bool?
  public var size: UInt64?
  /// Of a file's content or of a link's text; 64 digits. Nil of a directory, and where it is not known.
  public var sha256: String?
  /// Of the file with LF at all ends of lines, where that is another one.
  public var lfSha256: String?
  public var eol: LineEnds?
  /// HMAC-SHA-256 under the words of `--pair`, where the digest of the content would give the content away.
  public var hmac: String?
  public var linkTarget: String?
  /// The object that a Git LFS pointer stands for: SHA-256 of the file it stands for.
  public var lfs: String?
  /// Of all extended attributes, 64 digits; nil without any.
  public var xattrs: String?
  public var status: Status
  /// Whether it reaches the builder.
  public var inContext: Bool
  /// Where the rule stands that decided, as in `.dockerignore:3`; nil when none had a say.
  public var dockerignoreRule: String?
  /// Of a directory whose entries are not listed: how many files there are, and `sha256` is over all of them.
  public var files: Int?
  /// Of such a directory: in what all its entries differ from HEAD.
  public var change: ChangeCode?
  /// As HEAD has it, where that is something else.
  public var head: Base?

  /// An entry as a commit has it.
  public struct Base: Hashable, Sendable, Codable {
    public var type: Kind
    public var executable: Bool?
    public var sha256: String?
    public var lfSha256: String?
    public var eol: LineEnds?
    public var lfs: String?
    public var size: UInt64?
    public var linkTarget: String?
    public var inContext: Bool

    public init(type: Kind, executable: Bool?, sha256: String?, inContext: Bool) {
      self.type = type
      self.executable = executable
      self.sha256 = sha256
      self.inContext = inContext
    }
  }

  public init(path: String, type: Kind, status: Status, inContext: Bool) {
    self.path = path
    self.type = type
    self.status = status
    self.inContext = inContext
  }

  /// Whether there is something, and it reaches the builder.
  var arrives: Bool { inContext && status != .missing }

  /// What the content comes to when ends of lines are no matter.
  public var neutralDigest: String? { lfSha256 ?? sha256 }
}
