internal import Fingerprints

/// A version constraint of pub, such as `^1.2.0` or `>=1.0.0 <2.0.0`.
///
/// Meaning: the package `pub_semver`, https://dart.dev/tools/pub/dependencies#version-constraints
struct PubConstraint {
  private struct Bound {
    let version: StrictSemanticVersion
    let isIncluded: Bool
  }

  private var lower: Bound?
  private var upper: Bound?
  /// The one version that is allowed, as it is written: what stands behind its `+` counts.
  private var only: String?

  /// Nil when `text` is no constraint.
  init?(_ text: String) {
    var rest = text.trimmed.utf8.filter { $0 != UInt8(ascii: " ") }[...]
    if rest.isEmpty || rest.elementsEqual("any".utf8) { return }
    if rest.first == UInt8(ascii: "^") {
      guard let version = StrictSemanticVersion(rest.dropFirst().text) else { return nil }
      let next =
        version.major == 0
        ? StrictSemanticVersion(major: 0, minor: version.minor &+ 1, patch: 0)
        : StrictSemanticVersion(major: version.major &+ 1, minor: 0, patch: 0)
      lower = Bound(version: version, isIncluded: true)
      upper = Bound(version: next, isIncluded: false)
      return
    }
    if rest.first?.isDigit ?? false {
      guard StrictSemanticVersion(rest.text) != nil else { return nil }
      only = rest.text
      return
    }
    while let first = rest.first {
      let isLower = first == UInt8(ascii: ">")
      guard isLower || first == UInt8(ascii: "<") else { return nil }
      rest = rest.dropFirst()
      let isIncluded = rest.first == UInt8(ascii: "=")
      if isIncluded { rest = rest.dropFirst() }
      let end = rest.firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") } ?? rest.endIndex
      guard let version = StrictSemanticVersion(rest[..<end].text) else { return nil }
      rest = rest[end...]
      if isLower {
        lower = Bound(version: version, isIncluded: isIncluded)
      } else {
        upper = Bound(version: version, isIncluded: isIncluded)
      }
    }
  }

  func allows(_ text: String) -> Bool {
    guard let version = StrictSemanticVersion(text) else { return false }
    if let only { return only.hasSameBytes(as: text) || (!text.holds("+") && StrictSemanticVersion(only) == version) }
    if let lower, version < lower.version || (version == lower.version && !lower.isIncluded) { return false }
    guard let upper else { return true }
    if version > upper.version || (version == upper.version && !upper.isIncluded) { return false }
    // `<2.0.0` does not mean the pre-releases of 2.0.0, unless one of them is the lower bound.
    let asksForPrerelease = lower.map { $0.version.isPrerelease && $0.version.release == upper.version } ?? false
    return upper.isIncluded || upper.version.isPrerelease || asksForPrerelease || !version.isPrerelease
      || version.release != upper.version
  }
}
