/// A version as composer compares them: four numbers and how stable it is.
///
/// https://github.com/composer/semver, `VersionParser::normalize`
struct ComposerVersion: Comparable {
  var numbers: [UInt64]
  /// 0 for `dev`, then `alpha`, `beta`, `RC`, a release, and `patch`.
  var stability = release
  /// That of `beta2`.
  var count: UInt64 = 0

  static let development = 0
  static let release = 4

  private static let names: [(String, Int)] = [
    ("alpha", 1), ("beta", 2), ("rc", 3), ("stable", 4), ("patch", 5), ("pl", 5), ("a", 1), ("b", 2), ("p", 5),
  ]

  init(numbers: [UInt64], stability: Int) {
    self.numbers = numbers + Array(repeating: 0, count: max(0, 4 - numbers.count))
    self.stability = stability
  }

  /// Also how many numbers were written; nil for a branch and what is no version.
  static func parse(_ text: String) -> (version: ComposerVersion, count: Int)? {
    var text = text.lowercased()
    text = text.dropping(prefix: "v") ?? text
    text = text.split(atFirst: "+")?.before ?? text
    var rest = text.utf8[...]
    let release = rest.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
    rest = rest[release.endIndex...]
    var numbers: [UInt64] = []
    for part in release.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard let number = UInt64(part.text) else { return nil }
      numbers.append(number)
    }
    guard (1...4).contains(numbers.count) else { return nil }
    var version = ComposerVersion(numbers: numbers, stability: Self.release)
    var label = String(Substring(rest))
    if label.ends(with: "-dev") {
      version.stability = development
      label = label.utf8.dropLast(4).text
      return label.isEmpty ? (version, numbers.count) : nil
    }
    if label.isEmpty { return (version, numbers.count) }
    label = label.utf8.drop { "-._".utf8.contains($0) }.text
    guard let (name, stability) = names.first(where: { label.starts(with: $0.0) }) else { return nil }
    let digits = label.utf8.dropFirst(name.utf8.count).drop { "-.".utf8.contains($0) }.text
    guard let count = digits.isEmpty ? 0 : UInt64(digits) else { return nil }
    version.stability = stability
    version.count = count
    return (version, numbers.count)
  }

  static func < (left: Self, right: Self) -> Bool {
    if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
    return (left.stability, left.count) < (right.stability, right.count)
  }
}
