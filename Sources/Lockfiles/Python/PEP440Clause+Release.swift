extension PEP440Clause {
  /// The version the clause names, and whether `.*` stands behind it; nil when `===` compares with a text.
  var bound: (version: PEP440Version, isPrefix: Bool)? {
    guard comparison != .arbitrary else { return nil }
    let text = canonical.utf8.dropFirst(comparison.rawValue.utf8.count).text
    guard text.ends(with: ".*") else { return PEP440Version(text).map { ($0, false) } }
    return PEP440Version(text.utf8.dropLast(2).text).map { ($0, true) }
  }

  /// The same for clauses whose versions are equal: `>=1` for `>=1.0`.
  var comparable: String {
    guard let (version, isPrefix) = bound, !isPrefix else { return canonical }
    var trimmed = version
    while trimmed.release.count > 1, trimmed.release.last?.isZero == true { trimmed.release.removeLast() }
    return comparison.rawValue + trimmed.canonical
  }
}

extension PEP440Specifier {
  /// Without blanks, the clauses sorted; the same for specifiers whose versions are equal.
  var comparable: String { clauses.map(\.comparable).sortedByBytes().joined(separator: ",") }
}
