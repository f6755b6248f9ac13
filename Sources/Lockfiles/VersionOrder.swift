/// The order of versions, for telling an upgrade from a downgrade.
///
/// For Python that of PEP 440; else what all ecosystems share: numbers count as numbers, words such as `rc` stand
/// before a release and `post` behind it. The finer rules of each do not change which of two versions is the newer one.
public enum VersionOrder {
  /// Whether `new` is newer than `old`, or nil when neither is.
  public static func isUpgrade(from old: String, to new: String, ecosystem: String) -> Bool? {
    if ecosystem == "pypi", let before = PEP440Version(old), let after = PEP440Version(new) {
      return before == after ? nil : before < after
    }
    let (before, after) = (parts(old, ecosystem), parts(new, ecosystem))
    for index in 0..<max(before.count, after.count) {
      let one = index < before.count ? before[index] : .end
      let other = index < after.count ? after[index] : .end
      // `1.0` and `1` are one version.
      if isZero(one) && isZero(other) { continue }
      if one != other { return one < other }
    }
    return nil
  }

  /// Whether two spellings name one version.
  static func isSame(_ one: String, _ other: String, ecosystem: String) -> Bool {
    isUpgrade(from: one, to: other, ecosystem: ecosystem) == nil
  }

  private enum Part: Hashable, Comparable {
    /// Words that mark what comes before a release, in their order.
    case early(Int)
    case end
    case word(String)
    /// Without leading zeros: numbers of any length are compared by length, then by digits.
    case number(length: Int, digits: String)
    case late

    static func < (one: Part, other: Part) -> Bool {
      switch (one, other) {
      case (.early(let one), .early(let other)): one < other
      case (.word(let one), .word(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
      case (.number(let length, let digits), .number(let otherLength, let otherDigits)):
        length == otherLength ? digits.utf8.lexicographicallyPrecedes(otherDigits.utf8) : length < otherLength
      default: one.rank < other.rank
      }
    }

    private var rank: Int {
      switch self {
      case .early: 0
      case .end: 1
      case .late: 2
      case .word: 3
      case .number: 4
      }
    }
  }

  private static func isZero(_ part: Part) -> Bool { part == .end || part == .number(length: 0, digits: "") }

  private static func parts(_ version: String, _ ecosystem: String) -> [Part] {
    var parts: [Part] = []
    var rest = Array(version.lowercased().utf8)[...]
    if rest.first == UInt8(ascii: "v") { rest = rest.dropFirst() }
    while let byte = rest.first {
      if byte.isDigit {
        let digits = rest.prefix(while: \.isDigit)
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        parts.append(.number(length: significant.count, digits: significant.text))
        rest = rest[digits.endIndex...]
      } else if byte.isLetter {
        let word = rest.prefix(while: \.isLetter)
        parts.append(part(of: word.text))
        rest = rest[word.endIndex...]
      } else {
        // Semantic Versioning: whatever stands behind a dash comes before the release.
        if byte == UInt8(ascii: "-"), semantic.contains(ecosystem) { parts.append(.early(0)) }
        if byte == UInt8(ascii: "~") { parts.append(.early(0)) }
        if byte == UInt8(ascii: "+") { parts.append(.late) }
        rest = rest.dropFirst()
      }
    }
    return parts
  }

  private static func part(of word: String) -> Part {
    if let place = early.firstIndex(where: { $0.contains(word) }) { return .early(place + 1) }
    return late.contains(word) ? .late : .word(word)
  }

  private static let early: [Set<String>] = [
    ["dev", "snapshot"], ["a", "alpha"], ["b", "beta"], ["m", "milestone"], ["c", "rc", "pre", "preview", "cr"],
  ]
  private static let late: Set<String> = ["post", "r", "rev", "p", "patch", "pl", "sp"]
  private static let semantic: Set<String> = ["npm", "cargo", "go", "composer", "swift", "pub", "nuget", "hex", "helm"]
}
