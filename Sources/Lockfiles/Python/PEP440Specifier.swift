/// Which versions a requirement allows (PEP 440, "Version specifiers"): clauses joined by commas.
struct PEP440Specifier: Sendable {
  /// In the order of the text; all must hold.
  let clauses: [PEP440Clause]

  /// Nil when `text` is no list of clauses; the empty text allows every version.
  init?(_ text: String) {
    var clauses: [PEP440Clause] = []
    for part in text.utf8.split(separator: UInt8(ascii: ",")) where !part.trimmed.isEmpty {
      guard let clause = PEP440Clause(part.text) else { return nil }
      clauses.append(clause)
    }
    self.clauses = clauses
  }

  /// - Parameter prereleases: whether versions before a final release count; without it none of them does, even if
  ///   a clause names one.
  func contains(_ version: PEP440Version, prereleases: Bool) -> Bool {
    (prereleases || !version.isPreRelease) && clauses.allSatisfy { $0.allows(version) }
  }
}
