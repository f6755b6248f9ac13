public import Fingerprints

/// A file, link or submodule of a commit.
public struct TrackedEntry: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case file(executable: Bool)
    case link
    case submodule
  }

  /// From the repository's root.
  public let path: BytePath
  public let kind: Kind

  public init(path: BytePath, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}
