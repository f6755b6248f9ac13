/// A version of a Python distribution (PEP 440).
///
/// Versions that differ in spelling or in zeros at the end of the release are equal: `1.0` and `v1.0.0`.
struct PEP440Version: Sendable {
  /// The letter is `a`, `b` or `rc`.
  typealias PreRelease = (letter: String, number: PEP440Number)

  enum LocalPart: Hashable, Sendable {
    case word(String)
    case number(PEP440Number)
  }

  var epoch = PEP440Number.zero
  /// At least one number.
  var release: [PEP440Number] = []
  var pre: PreRelease?
  var post: PEP440Number?
  var dev: PEP440Number?
  /// What stands behind `+`; empty when there is none.
  var local: [LocalPart] = []
  /// As it was written, without blanks around it.
  let text: String

  /// Nil when `text` is no version.
  init?(_ text: String) {
    self.text = text.trimmed
    var scanner = PEP440Scanner(self.text)
    guard scanner.readVersion(into: &self), scanner.isAtEnd else { return nil }
  }

  /// Whether it comes before a final release: alpha, beta, release candidate, or development.
  var isPreRelease: Bool { pre != nil || dev != nil }

  var isPostRelease: Bool { post != nil }

  /// Without what stands behind `+`.
  var publicVersion: PEP440Version {
    var version = self
    version.local = []
    return version
  }

  /// The normal form: `1.0a1` for `v1.0-Alpha.1`. Zeros at the end of the release stay.
  var canonical: String {
    var text = epoch.isZero ? "" : epoch.digits + "!"
    text += release.map(\.digits).joined(separator: ".")
    if let pre { text += pre.letter + pre.number.digits }
    if let post { text += ".post" + post.digits }
    if let dev { text += ".dev" + dev.digits }
    return local.isEmpty ? text : text + "+" + local.map(\.text).joined(separator: ".")
  }
}

extension PEP440Version.LocalPart {
  var text: String {
    switch self {
    case .word(let text): text
    case .number(let number): number.digits
    }
  }
}
