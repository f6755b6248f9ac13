/// A package that a lockfile installs on a target.
public struct InstalledPackage: Hashable, Sendable {
  public let package: PinnedPackage
  public let choice: ArtifactChoice
}
