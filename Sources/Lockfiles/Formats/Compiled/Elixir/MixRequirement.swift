/// A requirement of Elixir's `Version`, such as `~> 1.2 or >= 3.0.0 and < 4.0.0`.
///
/// As `Version.match?` takes it, which lets a pre-release that is locked pass; compared with Elixir 1.14.
struct MixRequirement {
  private struct Comparison {
    let operation: String
    let version: StrictSemanticVersion
    /// How many numbers were given; `~> 1.2` lets the second grow, `~> 1.2.3` the third.
    let count: Int
  }

  /// One of these lists has to hold as a whole.
  private let alternatives: [[Comparison]]

  /// Nil when `text` is no requirement.
  init?(_ text: String) {
    var alternatives: [[Comparison]] = [[]]
    var words = text.utf8.split(separator: UInt8(ascii: " ")).map(\.text)[...]
    var expectsComparison = true
    while let word = words.popFirst() {
      if !expectsComparison {
        guard word == "or" || word == "and" else { return nil }
        if word == "or" { alternatives.append([]) }
        expectsComparison = true
        continue
      }
      let operation = Self.operators.first { word.starts(with: $0) }
      var version = operation.flatMap { word.dropping(prefix: $0) } ?? word
      if version.isEmpty { version = words.popFirst() ?? "" }
      guard let (numbers, prerelease) = StrictSemanticVersion.parts(version), numbers.count >= 2 || operation == nil,
        numbers.count == 3 || operation == "~>" && numbers.count == 2
      else { return nil }
      let parsed = StrictSemanticVersion(
        major: numbers[0], minor: numbers[1], patch: numbers.count > 2 ? numbers[2] : 0, prerelease: prerelease)
      alternatives[alternatives.count - 1].append(
        Comparison(operation: operation ?? "==", version: parsed, count: numbers.count))
      expectsComparison = false
    }
    guard !expectsComparison else { return nil }
    self.alternatives = alternatives
  }

  private static let operators = ["~>", ">=", "<=", "==", "!=", ">", "<", "!"]

  func matches(_ version: StrictSemanticVersion) -> Bool {
    alternatives.contains { $0.allSatisfy { Self.matches($0, version) } }
  }

  private static func matches(_ comparison: Comparison, _ version: StrictSemanticVersion) -> Bool {
    let wanted = comparison.version
    switch comparison.operation {
    case "==": return version == wanted
    case "!=", "!": return version != wanted
    case ">": return wanted < version
    case ">=": return wanted <= version
    case "<": return version < wanted
    case "<=": return version <= wanted
    default:
      return wanted <= version && version.major == wanted.major
        && (comparison.count == 2 || version.minor == wanted.minor)
    }
  }
}
