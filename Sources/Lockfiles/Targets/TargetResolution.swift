public import Fingerprints

/// What a lockfile installs on one target.
///
/// Everything locked counts: all dependency groups and extras are taken as asked for. Dependencies between packages are
/// not followed, for a lock tells on the package itself where it is installed.
public struct TargetResolution: Sendable {
  public let target: Target
  /// In the order of the lock; what is undecided is among them.
  public let installed: [InstalledPackage]
  /// What other platforms, or other versions of Python, get; in the order of the lock.
  public let leftOut: [TargetNote]
  /// The packages about which the lock or the target does not say enough, in the order of the lock: whether they are
  /// installed, or from which file.
  public let undecided: [TargetNote]
  /// `target.no-artifact` for each package that cannot be installed, `target.sdist-only` for each that has to be built.
  public let findings: [LockFinding]
  /// The digest of what is installed; nil when the lock does not tell, see ``reason``.
  public let fingerprint: Fingerprint?
  /// Why there is no ``fingerprint``; nil when there is one.
  public let reason: String?
}
