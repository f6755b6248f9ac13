/// A requirement of a `composer.json`, such as `^1.2 || >=3.0 <3.5`.
///
/// https://getcomposer.org/doc/articles/versions.md#writing-version-constraints
struct ComposerRequirement {
  private struct Bounds {
    var lower: ComposerVersion?
    var includesLower = true
    var upper: ComposerVersion?
    var includesUpper = false
    var isExcluded = false

    func holds(_ version: ComposerVersion) -> Bool {
      if let lower, version < lower || (!includesLower && version == lower) { return isExcluded }
      if let upper, version > upper || (!includesUpper && version == upper) { return isExcluded }
      return !isExcluded
    }
  }

  /// One of these lists has to hold as a whole.
  private var alternatives: [[Bounds]] = []

  /// Nil when `text` is none of those that are understood, such as a branch.
  init?(_ text: String) {
    for part in text.utf8.split(separator: UInt8(ascii: "|")) {
      guard let bounds = Self.all(part.trimmed.text) else { return nil }
      alternatives.append(bounds)
    }
    if alternatives.isEmpty { return nil }
  }

  func matches(_ version: ComposerVersion) -> Bool {
    alternatives.contains { $0.allSatisfy { $0.holds(version) } }
  }

  private static func all(_ text: String) -> [Bounds]? {
    if let (low, high) = text.split(atFirst: " - ") {
      guard let lower = ComposerVersion.parse(low.trimmed), let upper = ComposerVersion.parse(high.trimmed) else {
        return nil
      }
      // A partial upper bound means all that begins so.
      let isFull = upper.count >= 3
      return [
        Bounds(
          lower: base(lower.version), upper: isFull ? upper.version : next(upper.version, after: upper.count - 1),
          includesUpper: isFull)
      ]
    }
    var result: [Bounds] = []
    for word in joined(text.utf8.split { $0.isBlank || $0 == UInt8(ascii: ",") }.map(\.text)) {
      guard let bounds = one(word.split(atFirst: "@")?.before ?? word) else { return nil }
      result.append(bounds)
    }
    return result.isEmpty ? nil : result
  }

  /// `>= 1` in one word.
  private static func joined(_ words: [String]) -> [String] {
    var result: [String] = []
    for word in words {
      if let last = result.last, last.utf8.allSatisfy({ "<>=!^~".utf8.contains($0) }) {
        result[result.count - 1] = last + word
      } else {
        result.append(word)
      }
    }
    return result
  }

  private static let operators = [">=", "<=", "!=", "<>", "==", ">", "<", "=", "^", "~"]

  private static func one(_ text: String) -> Bounds? {
    if text.isEmpty || text == "*" { return Bounds() }
    let operation = operators.first { text.starts(with: $0) } ?? ""
    let written = text.utf8.dropFirst(operation.utf8.count).text
    for ending in [".*", ".x", ".X"] where written.ends(with: ending) {
      guard operation.isEmpty || operation == "=",
        let (version, count) = ComposerVersion.parse(written.utf8.dropLast(2).text)
      else { return nil }
      return Bounds(lower: base(version), upper: next(version, after: count - 1))
    }
    guard let (version, count) = ComposerVersion.parse(written) else { return nil }
    switch operation {
    case ">=": return Bounds(lower: base(version))
    case ">": return Bounds(lower: version, includesLower: false)
    case "<": return Bounds(upper: base(version))
    case "<=": return Bounds(upper: version, includesUpper: true)
    case "!=", "<>": return Bounds(lower: version, upper: version, includesUpper: true, isExcluded: true)
    case "~": return Bounds(lower: base(version), upper: next(version, after: max(0, count - 2)))
    case "^":
      // The first number that is not zero stays.
      let place = version.numbers.prefix(count).firstIndex { $0 > 0 } ?? count - 1
      return Bounds(lower: base(version), upper: next(version, after: place))
    default: return Bounds(lower: version, upper: version, includesUpper: true)
    }
  }

  /// The least version that begins so: its development version.
  private static func base(_ version: ComposerVersion) -> ComposerVersion {
    guard version.stability == ComposerVersion.release else { return version }
    return ComposerVersion(numbers: version.numbers, stability: ComposerVersion.development)
  }

  /// The least version in which the number at `place` is larger.
  private static func next(_ version: ComposerVersion, after place: Int) -> ComposerVersion {
    var numbers = Array(version.numbers.prefix(place + 1))
    if let last = numbers.last { numbers[numbers.count - 1] = last &+ 1 }
    return ComposerVersion(numbers: numbers, stability: ComposerVersion.development)
  }
}
