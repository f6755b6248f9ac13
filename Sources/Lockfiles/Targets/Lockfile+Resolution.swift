public import Fingerprints

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
