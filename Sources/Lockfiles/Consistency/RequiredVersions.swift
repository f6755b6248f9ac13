/// Versions that somebody asks for: clauses of PEP 440, poetry's `^3.9` and `~3.9`, conda's `3.9.*`, and alternatives
/// behind `|` or `||`.
struct RequiredVersions: Sendable {
  /// One of these holds.
  private let alternatives: [PEP440Specifier]

  /// Nil when `text` asks for nothing or cannot be read.
  init?(_ text: String) {
    var alternatives: [PEP440Specifier] = []
    for part in text.utf8.split(separator: UInt8(ascii: "|")) {
      let clauses = part.split(separator: UInt8(ascii: ",")).map { Self.clause($0.trimmed.text) }
      guard let specifier = PEP440Specifier(clauses.joined(separator: ",")) else { return nil }
      // One that allows everything makes the others idle.
      if specifier.clauses.isEmpty { return nil }
      alternatives.append(specifier)
    }
    guard !alternatives.isEmpty else { return nil }
    self.alternatives = alternatives
  }

  /// Whether `version` is among them; what is no version of PEP 440 cannot be told and is.
  func allows(_ version: String) -> Bool { PEP440Version(version).map { allows($0) } ?? true }

  func allows(_ version: PEP440Version) -> Bool {
    alternatives.contains { $0.contains(version, prereleases: true) }
  }

  /// A clause in the words of PEP 440. Source: Poetry's documentation, "Dependency specification".
  private static func clause(_ text: String) -> String {
    guard let first = text.utf8.first, text != "*" else { return "" }
    let rest = text.utf8.dropFirst().trimmed.text
    switch first {
    case UInt8(ascii: "^"): return upTo(rest) { numbers in (numbers.firstIndex { $0 != 0 } ?? numbers.count - 1) + 1 }
    case UInt8(ascii: "~") where !rest.starts(with: "="): return upTo(rest) { min(2, $0.count) }
    case UInt8(ascii: "=") where !rest.starts(with: "="): return "==" + rest
    case _ where first.isDigit: return "==" + text
    default: return text
    }
  }

  /// From `version` to where the number at the place behind `length` of its numbers would grow.
  private static func upTo(_ version: String, _ length: ([Int]) -> Int) -> String {
    let release = version.utf8.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
    let numbers = release.split(separator: UInt8(ascii: ".")).compactMap { Int($0.text) }
    guard !numbers.isEmpty else { return ">=" + version }
    var end = Array(numbers.prefix(length(numbers)))
    let (grown, isTooLarge) = end.removeLast().addingReportingOverflow(1)
    guard !isTooLarge else { return ">=" + version }
    end.append(grown)
    return ">=\(version),<" + end.map(String.init).joined(separator: ".")
  }
}
