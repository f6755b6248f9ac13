internal import Fingerprints

extension [Fingerprint] {
  /// These, and those of `others` whose subject and scheme are not among them.
  func adding(_ others: [Fingerprint]) -> [Fingerprint] {
    let known = Set(map { [$0.subject, $0.scheme] })
    return self + others.filter { !known.contains([$0.subject, $0.scheme]) }
  }
}
