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

extension Lockfile {
  /// What is installed from the lock on `target`.
  ///
  /// A lock that cannot be read, or whose format says nothing about targets, gives a resolution of nothing, with the
  /// reason and without fingerprint.
  ///
  /// - Throws: ``DigestUnavailable`` when libcrypto has no SHA-256.
  public func resolution(for target: Target) throws(DigestUnavailable) -> TargetResolution {
    var reason: String?
    if grade == .unreadable {
      reason = "the lock cannot be read"
    } else if !holdsTargets {
      reason = "\(format) does not tell platforms apart"
    }
    guard reason == nil else {
      return TargetResolution(
        target: target, installed: [], leftOut: [], undecided: [], findings: [], fingerprint: nil, reason: reason)
    }
    let resolver = TargetResolver(packages, for: target)
    return TargetResolution(
      target: target, installed: resolver.installed.map(\.package), leftOut: resolver.leftOut,
      undecided: resolver.undecided, findings: resolver.findings,
      fingerprint: try Fingerprint(
        subject: "lock \(path) for \(target)", scheme: TargetText.scheme, text: TargetText.of(self, resolver)),
      reason: nil)
  }
}
