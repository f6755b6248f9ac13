/// The ways a build context becomes one digest, by the names they are printed with.
///
/// A scheme, once released, never changes. `docs/digests.md` has each one's rules and the lines of shell that print
/// the same digest with the tool it comes from.
public enum DigestScheme: String, CaseIterable, Hashable, Sendable, Codable {
  /// The SHA-256 of the context's manifest.
  case lockstep = "lockstep-v1"
  /// The digest BuildKit gives to what it was sent.
  case buildkit
  /// Go's directory hash.
  case h1
  /// The id git would give to the tree.
  case gitTree = "git-tree"
  /// The hash of a path in Nix.
  case nar
  /// The digest of the layer that holds the context and nothing else.
  case ociLayer = "oci-layer"

  /// What a scheme has to know of a file's bytes.
  public enum Need: Hashable, Sendable {
    /// Their SHA-256 is enough.
    case sha256
    /// The id git gives to them is enough.
    case gitBlob
    /// The bytes themselves, at the file's place in the walk.
    case bytes
  }

  /// What this scheme has to know of each file: for all but ``Need/bytes``, a cache of digests spares the reading.
  public var need: Need {
    switch self {
    case .lockstep, .h1: .sha256
    case .gitTree: .gitBlob
    case .buildkit, .nar, .ociLayer: .bytes
    }
  }
}
