internal import Fingerprints

/// A version as node-semver 7 reads it in its strict mode; build metadata is checked and forgotten.
struct SemanticVersion: Hashable, Comparable, Sendable {
  let major: Int
  let minor: Int
  let patch: Int
  /// The identifiers behind the hyphen; empty for a release.
  let prerelease: [String]

  /// JavaScript counts no further without mistakes.
  private static let maximumNumber = 9_007_199_254_740_991

  /// Nil when `text` is no version, or one of more than 256 bytes.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= 256 else { return nil }
    var rest = bytes.trimmed
    if rest.first == UInt8(ascii: "v") { rest = rest.dropFirst() }
    guard let parts = SemanticVersionPattern(rest), let major = parts.major, let minor = parts.minor,
      let patch = parts.patch
    else { return nil }
    self.init(major: major, minor: minor, patch: patch, prerelease: parts.prerelease)
  }

  private init?(major: ArraySlice<UInt8>, minor: ArraySlice<UInt8>, patch: ArraySlice<UInt8>, prerelease: String) {
    guard let major = Self.number(major), let minor = Self.number(minor), let patch = Self.number(patch) else {
      return nil
    }
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease.utf8.split(separator: UInt8(ascii: ".")).map(\.text)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard let value = Int(digits.text), value <= maximumNumber else { return nil }
    return value
  }

  /// Whether the two have the same three numbers, as the rule for pre-releases asks.
  func hasSameNumbers(as other: SemanticVersion) -> Bool {
    major == other.major && minor == other.minor && patch == other.patch
  }

  static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    if left.major != right.major { return left.major < right.major }
    if left.minor != right.minor { return left.minor < right.minor }
    if left.patch != right.patch { return left.patch < right.patch }
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    for (one, other) in zip(left.prerelease, right.prerelease) where one != other {
      return precedes(Array(one.utf8), Array(other.utf8))
    }
    return left.prerelease.count < right.prerelease.count
  }

  /// Numbers come before words and in the order of their value; words in the order of their bytes.
  private static func precedes(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    switch (one.allSatisfy(\.isDigit), other.allSatisfy(\.isDigit)) {
    case (true, true): one.count == other.count ? one.precedes(other) : one.count < other.count
    case (true, false): true
    case (false, true): false
    case (false, false): one.precedes(other)
    }
  }

  /// Whether `text` names one release, also in the looser forms that old registries let in: `1.0.0beta`, `01.2.3`.
  static func isExact(_ text: String) -> Bool {
    var dots = 0
    var isFirst = true
    for byte in text.utf8 {
      if isFirst, !byte.isDigit, byte != UInt8(ascii: "v") { return false }
      isFirst = false
      if byte == UInt8(ascii: ".") {
        dots += 1
      } else if !byte.isDigit, !byte.isLetter, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "+") {
        return false
      } else if dots < 2, byte | 0x20 == UInt8(ascii: "x") {
        return false
      }
    }
    return dots >= 2
  }
}
