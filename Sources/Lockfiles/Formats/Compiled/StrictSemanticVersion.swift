/// A version as semver.org 2.0 has it; what stands behind a `+` does not count.
struct StrictSemanticVersion: Hashable, Comparable {
  /// One dot-separated part of a pre-release.
  enum Identifier: Hashable {
    case number(UInt64)
    case text([UInt8])
  }

  var major: UInt64
  var minor: UInt64
  var patch: UInt64
  var prerelease: [Identifier] = []

  var isPrerelease: Bool { !prerelease.isEmpty }

  /// Without its pre-release.
  var release: StrictSemanticVersion { StrictSemanticVersion(major: major, minor: minor, patch: patch) }

  init(major: UInt64, minor: UInt64, patch: UInt64, prerelease: [Identifier] = []) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
  }

  /// Nil unless there are three numbers.
  init?(_ text: String) {
    guard let (numbers, prerelease) = Self.parts(text), numbers.count == 3 else { return nil }
    self.init(major: numbers[0], minor: numbers[1], patch: numbers[2], prerelease: prerelease)
  }

  /// One to three numbers and a pre-release; nil when `text` is no such thing.
  static func parts(_ text: String) -> (numbers: [UInt64], prerelease: [Identifier])? {
    let bytes = Array(text.utf8)
    let plain = bytes[..<(bytes.firstIndex(of: UInt8(ascii: "+")) ?? bytes.count)]
    let dash = plain.firstIndex(of: UInt8(ascii: "-"))
    var numbers: [UInt64] = []
    for part in plain[..<(dash ?? plain.endIndex)].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    {
      guard !part.isEmpty, part.allSatisfy(\.isDigit), let number = UInt64(part.text) else { return nil }
      numbers.append(number)
    }
    guard (1...3).contains(numbers.count) else { return nil }
    guard let dash else { return (numbers, []) }
    guard let prerelease = identifiers(plain[(dash + 1)...]) else { return nil }
    return (numbers, prerelease)
  }

  private static func identifiers(_ text: ArraySlice<UInt8>) -> [Identifier]? {
    var result: [Identifier] = []
    for part in text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard !part.isEmpty, part.allSatisfy({ $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "-") }) else { return nil }
      if part.allSatisfy(\.isDigit), let number = UInt64(part.text) {
        result.append(.number(number))
      } else {
        result.append(.text(Array(part)))
      }
    }
    return result
  }

  /// Precedence (semver.org 2.0, section 11).
  static func < (left: Self, right: Self) -> Bool {
    if left.release != right.release {
      return (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
    return precedes(left.prerelease, right.prerelease)
  }

  /// Whether a version with the pre-release `left` comes before one with `right`; none comes last.
  static func precedes(_ left: [Identifier], _ right: [Identifier]) -> Bool {
    if left.isEmpty || right.isEmpty { return !left.isEmpty && right.isEmpty }
    for (one, other) in zip(left, right) where one != other {
      switch (one, other) {
      case (.number(let one), .number(let other)): return one < other
      case (.number, .text): return true
      case (.text, .number): return false
      case (.text(let one), .text(let other)): return one.lexicographicallyPrecedes(other)
      }
    }
    return left.count < right.count
  }
}
