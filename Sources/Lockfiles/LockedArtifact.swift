/// One file that a package may be installed from.
public struct LockedArtifact: Hashable, Sendable {
  /// The file's name without folder, such as a wheel's; empty when the lockfile names none.
  public let name: String
  /// `algorithm:hex` each, sorted, without repeats.
  public let hashes: [String]

  init(name: String, hashes: [String]) {
    self.name = name
    self.hashes = hashes.sortedByBytes()
  }
}
