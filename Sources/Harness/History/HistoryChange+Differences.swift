internal import Fingerprints

extension HistoryChange {
  /// - Parameter isFirst: there was nothing before; then parts are counted and not listed.
  init(
    _ kind: Kind, _ subject: String, line: Int? = nil, before: String?, after: String?,
    _ parts: [Part], isFirst: Bool = false, reasons: [String] = []
  ) {
    self.kind = kind
    self.subject = subject
    self.line = line
    self.before = before
    self.after = after
    self.reasons = reasons
    counts = Self.counts(parts)
    self.parts = isFirst ? [] : Array(parts.prefix(Self.listedParts))
  }

  /// By what differs: additions and removals first.
  private static func counts(_ parts: [Part]) -> [Count] {
    var counts: [String: Int] = [:]
    for part in parts {
      counts[part.attributes.isEmpty ? part.change : part.attributes.joined(separator: ", "), default: 0] += 1
    }
    let leading = ["added", "removed"].filter { counts[$0] != nil }
    let others = counts.keys.filter { !leading.contains($0) }.sorted()
    return (leading + others).compactMap { what in counts[what].map { Count(what: what, count: $0) } }
  }
}

extension HistoryChange.Part {
  /// Digests say nothing to a reader, so only modes and what packages are locked to are shown.
  init(_ difference: FingerprintDifference) {
    name = difference.name
    change = difference.change.rawValue
    attributes = difference.attributes
    let isShown = ["mode", "type", "version", "marker"].contains(difference.attributes.first)
    before = isShown ? Array((difference.before ?? []).prefix(1)) : []
    after = isShown ? Array((difference.after ?? []).prefix(1)) : []
  }
}
