/// The entries in which two manifests differ, side by side.
public struct ManifestDifference: Hashable, Sendable, Codable {
  /// The most rows all differences of a scenario have together.
  public static let mostRows = 100

  /// One entry as one side has it.
  public struct Side: Hashable, Sendable, Codable {
    /// `file`, `link` or `directory`; another word for what this version does not know.
    public var type: String
    /// As manifests print it: `100644`, `100755`, `120000`, `040000`.
    public var mode: String
    /// In bytes; nil where it was not observed, as in a record, and for a directory.
    public var size: UInt64?
    /// SHA-256 of the content or of the link's text, 64 digits; nil for a directory.
    public var digest: String?
    /// What a link says, escaped as in a manifest; nil where it was not observed.
    public var target: String?

    public init(type: String, mode: String, size: UInt64? = nil, digest: String? = nil, target: String? = nil) {
      self.type = type
      self.mode = mode
      self.size = size
      self.digest = digest
      self.target = target
    }
  }

  public struct Row: Hashable, Sendable, Codable {
    /// As manifests print it.
    public var path: String
    /// Nil where that side has no such entry.
    public var left: Side?
    public var right: Side?

    public init(path: String, left: Side?, right: Side?) {
      self.path = path
      self.left = left
      self.right = right
    }
  }

  /// The fingerprint: `context`, `context on windows`, …
  public var subject: String
  /// What the sides are: `record`, `commit`, `run 1`, …
  public var left: String
  public var right: String
  /// In byte order of the paths.
  public var rows: [Row]
  /// How many rows there was no room for.
  public var leftOut: Int

  public init(subject: String, left: String, right: String, rows: [Row], leftOut: Int) {
    self.subject = subject
    self.left = left
    self.right = right
    self.rows = rows
    self.leftOut = leftOut
  }
}
