/// Versions as poetry's manifests and locks allow them: `^1.2`, `~1.2`, `1.*`, `>=1,<2 || ^3`.
///
/// `poetry/core/constraints/version/parser.py` defines them; each is made of specifiers of PEP 440 here.
struct PoetryConstraint: Sendable {
  /// One of them must hold.
  let alternatives: [PEP440Specifier]

  /// Nil when it cannot be read.
  init?(_ text: String) {
    var alternatives: [PEP440Specifier] = []
    for part in text.utf8.split(separator: UInt8(ascii: "|")) where !part.trimmed.isEmpty {
      guard let clauses = Self.clauses(Array(part)), let specifier = PEP440Specifier(clauses.joined(separator: ","))
      else { return nil }
      alternatives.append(specifier)
    }
    guard !alternatives.isEmpty else { return nil }
    self.alternatives = alternatives
  }

  func allows(_ version: PEP440Version) -> Bool {
    alternatives.contains { $0.contains(version, prereleases: true) }
  }

  var allowsAll: Bool { alternatives.contains(where: \.clauses.isEmpty) }

  /// In PEP 440's words, one for each alternative.
  var texts: [String] { alternatives.map { $0.clauses.map(\.canonical).joined(separator: ",") } }

  /// The marker that limits Python to it; nil when any will do.
  var pythonMarker: MarkerTree? {
    guard !allowsAll else { return nil }
    return .any(
      of: alternatives.compactMap { specifier in
        .all(
          of: specifier.clauses.map { clause in
            let comparison = clause.comparison.rawValue
            let version = clause.canonical.utf8.dropFirst(comparison.utf8.count).text
            return .comparison(
              MarkerComparison(left: .variable("python_full_version"), comparison: comparison, right: .text(version)))
          })
      })
  }

  /// The parts between commas and blanks as clauses of PEP 440; a blank may stand behind an operator.
  private static func clauses(_ bytes: [UInt8]) -> [String]? {
    var clauses: [String] = []
    var rest = bytes[...]
    while true {
      rest = rest.drop { $0.isBlank || $0 == UInt8(ascii: ",") }
      guard !rest.isEmpty else { return clauses }
      let sign = rest.prefix { "^~=<>!".utf8.contains($0) }
      rest = rest[sign.endIndex...].drop(while: \.isBlank)
      let version = rest.prefix {
        !$0.isBlank && $0 != UInt8(ascii: ",") && !"^~=<>!".utf8.contains($0) || $0 == UInt8(ascii: "!")
      }
      rest = rest[version.endIndex...]
      guard let found = clause(sign.text, version.text) else { return nil }
      if !found.isEmpty { clauses.append(found) }
    }
  }

  /// Empty for what allows everything.
  private static func clause(_ sign: String, _ version: String) -> String? {
    let isOpen = version.utf8.allSatisfy { "*xX.".utf8.contains($0) }
    switch sign {
    case "" where isOpen && !version.isEmpty: return ""
    case "", "=": return "==" + version
    case "^":
      return PEP440Version(version).map { ">=\(version),<\($0.nextBreaking.canonical)" }
    case "~":
      return PEP440Version(version).map { ">=\(version),<\($0.nextRelease($0.release.count > 1 ? 2 : 1).canonical)" }
    case "~=":
      return PEP440Version(version).map {
        $0.release.count > 1 ? "~=" + version : ">=\(version),<\($0.nextRelease(1).canonical)"
      }
    case "<>": return "!=" + version
    case "==", "!=", "<", "<=", ">", ">=": return sign + version
    default: return nil
    }
  }
}

extension PEP440Version {
  /// The first release that need not be compatible: the first number that is not 0 counts.
  fileprivate var nextBreaking: PEP440Version {
    for (index, number) in release.prefix(2).enumerated() {
      if !number.isZero || release.count < index + 2 { return nextRelease(index + 1) }
    }
    return nextRelease(3)
  }
}
