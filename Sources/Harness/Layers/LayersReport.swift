/// What each instruction of a Dockerfile takes of a context, and the digest by which BuildKit caches it.
public struct LayersReport: Codable, Hashable, Sendable {
  /// An instruction that reads the context.
  public struct Step: Codable, Hashable, Sendable {
    /// Counted from 1.
    public var line: Int
    /// The instruction as written, continued lines joined.
    public var instruction: String
    /// The stage's name, or its number where it has none.
    public var stage: String
    /// Expanded; as manifests print paths.
    public var sources: [String]
    public var files: Int
    public var bytes: UInt64
    /// What the copied content contributes to the cache key; nil when the build fails here.
    public var contentDigest: String?
    /// Why the build fails here.
    public var error: String?
    /// Variables of the sources whose values are known only to the builder.
    public var unresolved: [String]
    /// Which of ``LayersReport/entries`` the step takes, by index.
    public var entries: [Int]
  }

  /// An entry that the builder is sent.
  public struct Entry: Codable, Hashable, Sendable {
    /// As manifests print paths.
    public var path: String
    public var type: String
    public var permissions: UInt16
    public var size: UInt64
    /// Of the file's bytes, 64 digits.
    public var sha256: String?
    /// Where a link leads, or the other name of the same file; as manifests print paths.
    public var link: String?
    /// `UID:GID`; `0:0` in every transfer, and only of a tar something else.
    public var owner: String
    /// SHA-256 of the extended attributes that count and of device numbers; nil where there are none.
    public var attributes: String?
  }

  /// 40 digits; nil for a directory and for an archive.
  public var commit: String?
  public var dockerfile: String
  public var ignoreFile: String?
  public var steps: [Step]
  /// The `RUN`s that install dependencies, in the order of stages.
  public var installs: [Install]
  public var entries: [Entry]
  public var warnings: [String]
}
