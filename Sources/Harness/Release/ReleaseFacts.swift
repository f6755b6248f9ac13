internal import Git
internal import Lockfiles

/// What a repository says about one of its tags.
struct ReleaseFacts: Codable, Hashable, Sendable {
  /// A tag object.
  struct Tag: Codable, Hashable, Sendable {
    var id: String
    /// What it calls itself, escaped; nil when it has no name.
    var name: String?
    /// Whether that is byte for byte the name of the ref.
    var hasNameOfRef: Bool
    /// Seconds since 1970.
    var time: Int64?
    var payload: [UInt8]
    var signature: [UInt8]?
    var kind: TagRecord.SignatureKind?
  }

  /// What the tag leads to in the end, when that is a commit.
  struct Commit: Codable, Hashable, Sendable {
    var id: String
    var tree: String
    /// Seconds since 1970.
    var time: Int64?
  }

  /// The outermost first; empty for a lightweight tag.
  var tags: [Tag]
  /// `commit`, `tree` or `blob`.
  var targetType: String
  var target: String
  var isAlsoBranch: Bool
  /// Nil for a tag of a tree or blob; then all that follows is empty.
  var commit: Commit?
  var versions: [ManifestVersion] = []
  var submodules: [SubmodulePin] = []
  var largeFiles: [LargeFile] = []
  var archive: ArchiveDifferences?
  /// The address of the remote `origin`, without anything secret; nil when there is none.
  var origin: String?
}

/// A submodule of a commit, and whether its commit is at hand.
struct SubmodulePin: Codable, Hashable, Sendable {
  enum State: Codable, Hashable, Sendable {
    /// Its repository here has the commit.
    case present
    /// Its repository here lacks it; what it is at, if that can be told.
    case missing(head: String?)
    case notPopulated
    /// The work tree is at the release, and the submodule's is at another commit.
    case moved(head: String)
  }

  /// Escaped.
  var path: String
  var pin: String
  var state: State
}

/// A file that Git LFS keeps elsewhere, by its pointer.
struct LargeFile: Codable, Hashable, Sendable {
  enum State: Codable, Hashable, Sendable {
    case present
    case missing
    case wrongSize(UInt64)
    case wrongContent(String)
    /// It begins like a pointer and is none; why.
    case malformed(String)
  }

  /// Escaped.
  var path: String
  /// 64 hexadecimal digits; empty for what is no pointer.
  var digest: String
  var size: UInt64
  var state: State
}
