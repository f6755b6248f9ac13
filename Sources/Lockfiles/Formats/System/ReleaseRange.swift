/// Which versions a constraint allows, in the words of one tool.
struct ReleaseRange {
  enum Dialect {
    /// Terraform's: terms with commas between them; `~>` lets the last number grow.
    case terraform
    /// Helm's, by Masterminds/semver 3: `||`, wildcards, `~`, `^` and `1.2 - 2.0`; `1.2` stands for all of `1.2.x`.
    case helm
  }

  /// Of each alternative all terms must hold.
  private let alternatives: [[Term]]
  private let dialect: Dialect

  /// Nil when `text` is no constraint of the dialect.
  init?(_ text: String, _ dialect: Dialect) {
    self.dialect = dialect
    var alternatives: [[Term]] = []
    var rest = text
    while true {
      let (part, behind) = dialect == .helm ? rest.split(atFirst: "||") ?? (rest, "") : (rest, "")
      guard let terms = Self.terms(part, dialect) else { return nil }
      alternatives.append(terms)
      guard !behind.isEmpty else { break }
      rest = behind
    }
    self.alternatives = alternatives
  }

  /// Nil when `version` is none.
  func allows(_ version: String) -> Bool? {
    guard let version = ReleaseVersion(version.dropping(prefix: "v") ?? version) else { return nil }
    return alternatives.contains { terms in
      // A pre-release must be asked for.
      let asks = terms.contains { !$0.bound.prerelease.isEmpty }
      return (version.prerelease.isEmpty || asks) && terms.allSatisfy { $0.allows(version) }
    }
  }

  private struct Term {
    let sign: String
    let bound: ReleaseVersion
    /// How many numbers are given; wildcards are not.
    let count: Int
    let dialect: Dialect

    func allows(_ version: ReleaseVersion) -> Bool {
      let isWhole = dialect == .terraform || count == 3
      switch sign {
      case "", "=": return isWhole ? version == bound : isWithin(version)
      case "!=": return isWhole ? version != bound : !isWithin(version)
      case ">": return isWhole ? version > bound : version >= bound.next(after: count)
      case ">=", "=>": return version >= bound
      case "<": return version < bound
      case "<=", "=<": return isWhole ? version <= bound : version < bound.next(after: count)
      case "^": return version >= bound && version < bound.next(after: compatible)
      case "~>" where dialect == .terraform:
        return version >= bound && (count < 2 ? version < bound.next(after: 1) : version < bound.next(after: count - 1))
      default: return isWithin(version) || count == 3 && version >= bound && version < bound.next(after: 2)
      }
    }

    private func isWithin(_ version: ReleaseVersion) -> Bool {
      version >= bound && (count == 0 || version < bound.next(after: count))
    }

    /// The numbers that must stay the same for `^`: those up to the first that is not zero.
    private var compatible: Int {
      let first = bound.numbers.prefix(count).firstIndex { $0 != 0 }
      return first.map { $0 + 1 } ?? max(count, 1)
    }
  }

  private static func terms(_ text: String, _ dialect: Dialect) -> [Term]? {
    var words: [String]
    switch dialect {
    case .terraform: words = text.utf8.split(separator: UInt8(ascii: ",")).map { $0.trimmed.text }
    case .helm:
      words = text.utf8.split { $0.isBlank || $0 == UInt8(ascii: ",") }.map(\.text)
      // `1.2 - 2.0`.
      while let dash = words.firstIndex(of: "-") {
        guard dash > 0, dash + 1 < words.count else { return nil }
        words.replaceSubrange((dash - 1)...(dash + 1), with: [">=" + words[dash - 1], "<=" + words[dash + 1]])
      }
      words = joiningSigns(words)
    }
    var terms: [Term] = []
    for word in words {
      guard let term = term(word, dialect) else { return nil }
      terms.append(term)
    }
    return terms.isEmpty ? nil : terms
  }

  /// `>= 1.0` as `>=1.0`.
  private static func joiningSigns(_ words: [String]) -> [String] {
    var result: [String] = []
    var sign = ""
    for word in words {
      if word.utf8.allSatisfy({ "<>=!~^".utf8.contains($0) }) {
        sign += word
      } else {
        result.append(sign + word)
        sign = ""
      }
    }
    return sign.isEmpty ? result : result + [sign]
  }

  private static func term(_ word: String, _ dialect: Dialect) -> Term? {
    let sign = word.utf8.prefix { "<>=!~^".utf8.contains($0) }.text
    let known =
      dialect == .terraform
      ? ["", "=", "!=", ">", ">=", "<", "<=", "~>"]
      : ["", "=", "!=", ">", ">=", "=>", "<", "<=", "=<", "~", "~>", "^"]
    guard known.contains(sign) else { return nil }
    var text = word.utf8.dropFirst(sign.utf8.count).trimmed.text
    if dialect == .helm {
      text = text.dropping(prefix: "v") ?? text
      let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      if let wildcard = parts.firstIndex(where: { ["*", "x", "X"].contains($0.text) }) {
        let given = parts[..<wildcard].compactMap { Int($0.text) }
        guard given.count == wildcard, wildcard < 3 else { return nil }
        return Term(sign: sign, bound: ReleaseVersion(numbers: given), count: given.count, dialect: dialect)
      }
    }
    guard let bound = ReleaseVersion(text) else { return nil }
    return Term(sign: sign, bound: bound, count: bound.numbers.count, dialect: dialect)
  }
}
