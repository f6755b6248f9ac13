/// Which of its files a package is installed from on a target.
public enum ArtifactChoice: Hashable, Sendable {
  /// The best of the wheels that fit.
  case wheel(LockedArtifact)
  /// A source distribution, since no wheel fits: it is built on the machine, with what is there.
  case sdist(LockedArtifact)
  /// The only file there is, of a package that is no Python distribution.
  case file(LockedArtifact)
  /// The lock does not tell the files apart, or names none; any with one of the package's hashes may be taken.
  case open
  /// Nothing that the lock names can be installed there.
  case nothing

  /// What is installed, when it is one file.
  public var artifact: LockedArtifact? {
    switch self {
    case .wheel(let artifact), .sdist(let artifact), .file(let artifact): artifact
    case .open, .nothing: nil
    }
  }
}
