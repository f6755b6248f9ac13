internal import Fingerprints
internal import Model
internal import PlainYAML

/// Reads `skip:`, `xfail:` and `quarantine:`, of which a scenario has at most one.
struct WaiverReader {
  let collector: MistakeCollector

  /// Characters of a reason.
  private static let longestReason = 500

  /// Nil when the scenario has none, or when a mistake was noted.
  func waiver(_ top: MappingReader) -> Waiver? {
    let present = Waiver.Kind.allCases.compactMap { kind in top.value(kind.rawValue).map { (kind: kind, node: $0) } }
    guard let first = present.first else { return nil }
    for other in present.dropFirst() {
      collector.add("\"\(first.kind.rawValue)\" and \"\(other.kind.rawValue)\" exclude each other", at: other.node)
    }
    return waiver(first.kind, first.node)
  }

  private func waiver(_ kind: Waiver.Kind, _ node: YAMLTree) -> Waiver? {
    let keys =
      switch kind {
      case .skip: ScenarioKeys.skip
      case .xfail: ScenarioKeys.xfail
      case .quarantine: ScenarioKeys.quarantine
      }
    guard let reader = MappingReader(node, what: "\"\(kind.rawValue)\"", keys: keys, collector) else { return nil }
    if reader.value("reason") == nil { reader.missing("reason") }
    if kind == .quarantine, reader.value("until") == nil { reader.missing("until") }
    let until = reader.value("until").flatMap(day)
    guard let reason = reader.text("reason"), let place = reader.value("reason") else { return nil }
    if reason.isEmpty || reason.count > Self.longestReason || PathText.visible(reason) != reason {
      collector.add(
        "\"reason\" must be one line of 1 to \(Self.longestReason) characters, none of them invisible", at: place)
    }
    return Waiver(kind, reason: reason, until: until)
  }

  private func day(_ node: YAMLTree) -> CalendarDay? {
    guard let text = node.text, let day = CalendarDay(text) else {
      collector.add("\"until\" must be a day such as 2027-01-31", at: node)
      return nil
    }
    return day
  }
}
