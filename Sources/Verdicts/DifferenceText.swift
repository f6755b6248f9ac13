internal import Fingerprints

/// Says for people how fingerprints differ.
enum DifferenceText {
  /// More lines than these are counted, not listed.
  static let limit = 20

  /// One line a part: `changed  app.py  (content)`.
  static func lines(_ old: Fingerprint, _ new: Fingerprint) -> [String] {
    let differences = FingerprintDifference.between(old, new)
    if differences.isEmpty { return ["\(short(old.digest)) → \(short(new.digest))"] }
    var lines = differences.prefix(limit).map(line)
    if differences.count > limit { lines.append("… and \(differences.count - limit) more") }
    return lines
  }

  private static func line(_ difference: FingerprintDifference) -> String {
    let name = PathText.visible(difference.name)
    switch difference.change {
    case .added: return "added    \(name)"
    case .removed: return "removed  \(name)"
    case .changed:
      return "changed  \(name)  (\(describe(difference)))"
    }
  }

  private static func describe(_ difference: FingerprintDifference) -> String {
    let before = difference.before ?? []
    let after = difference.after ?? []
    guard before.count == after.count else { return difference.attributes.joined(separator: ", ") }
    let pairs = zip(before, after).filter { $0 != $1 }
    return zip(difference.attributes, pairs).map { attribute, pair in
      let (before, after) = short(pair.0, pair.1)
      return "\(attribute) \(PathText.visible(before)) → \(PathText.visible(after))"
    }.joined(separator: ", ")
  }

  /// Two values that differ, cut so that it can be seen where.
  static func short(_ before: String, _ after: String) -> (before: String, after: String) {
    let (one, other) = (short(before), short(after))
    guard one == other else { return (one, other) }
    let common = zip(before, after).prefix { $0 == $1 }.count
    // A few characters tell what it is that differs.
    let start = max(0, common - 8)
    func cut(_ value: String) -> String { (start > 0 ? "…" : "") + short(String(value.dropFirst(start))) }
    return (cut(before), cut(after))
  }

  /// Digests are cut to twelve digits, other long values to forty characters.
  static func short(_ value: String) -> String {
    if value.utf8.count == 64, value.utf8.allSatisfy({ Hex.value(of: $0) != nil }) { return String(value.prefix(12)) }
    for prefix in ["sha256:", "sha1:"] where value.hasPrefix(prefix) && !value.contains(",") {
      return String(value.prefix(prefix.count + 12))
    }
    return value.count > 40 ? String(value.prefix(39)) + "…" : value
  }
}
