/// A range of versions as node-semver 7 reads it in its strict mode, without its option for pre-releases.
struct SemanticVersionRange: Hashable, Sendable {
  /// One bound of a range.
  struct Comparator: Hashable, Sendable {
    enum Sign: String, Sendable {
      case equal = ""
      case less = "<"
      case lessOrEqual = "<="
      case greater = ">"
      case greaterOrEqual = ">="
    }

    let sign: Sign
    /// Nil for the bound that every version keeps.
    let version: SemanticVersion?

    static let any = Comparator(sign: .equal, version: nil)

    /// `<0.0.0-0`: no version keeps it.
    var isImpossible: Bool {
      guard sign == .less, let version else { return false }
      return version.major == 0 && version.minor == 0 && version.patch == 0 && version.prerelease == ["0"]
    }

    func allows(_ other: SemanticVersion) -> Bool {
      guard let version else { return true }
      return switch sign {
      case .equal: other == version
      case .less: other < version
      case .lessOrEqual: other <= version
      case .greater: other > version
      case .greaterOrEqual: other >= version
      }
    }
  }

  /// A version is in the range when it keeps all bounds of one of them.
  let alternatives: [[Comparator]]

  /// Nil when `text` is no range, such as a tag or an address, or longer than any range is.
  init?(_ text: String) {
    guard text.utf8.count <= 4096 else { return nil }
    let words = Array(text.utf8).split(whereSeparator: \.isBlank)
    let plain = Array(words.joined(separator: [0x20]))
    var alternatives: [[Comparator]] = []
    for part in SemanticVersionRangeText.alternatives(plain) {
      guard let comparators = SemanticVersionRangeText.comparators(part) else { return nil }
      alternatives.append(comparators)
    }
    if alternatives.count > 1 {
      let possible = alternatives.filter { $0.first?.isImpossible != true }
      alternatives = possible.isEmpty ? Array(alternatives.prefix(1)) : possible
      // What allows everything makes the rest of no account, its pre-releases as well.
      if let any = alternatives.first(where: { $0 == [.any] }) { alternatives = [any] }
    }
    self.alternatives = alternatives
  }

  /// A pre-release is in the range only where a bound names a pre-release of the same three numbers.
  func contains(_ version: SemanticVersion) -> Bool {
    alternatives.contains { comparators in
      guard comparators.allSatisfy({ $0.allows(version) }) else { return false }
      return version.prerelease.isEmpty
        || comparators.contains { bound in
          bound.version.map { !$0.prerelease.isEmpty && $0.hasSameNumbers(as: version) } ?? false
        }
    }
  }
}
