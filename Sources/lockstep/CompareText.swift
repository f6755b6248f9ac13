internal import Captures
internal import Fingerprints
internal import Reports

/// A comparison of machines for people.
struct CompareText {
  let text: String

  init(_ comparison: MachineComparison, style: TextStyle) {
    var lines: [String] = []
    if comparison.isSame {
      lines.append("no difference: \(comparison.names[0]) and \(comparison.names[1]) send a builder the same")
    }
    for cause in comparison.causes {
      lines.append(style.bold(cause.sentence) + (cause.remedy.map { "; " + $0 } ?? ""))
      for fact in cause.facts where Self.says(fact, of: cause) {
        lines.append("  cause: " + Self.values(fact, comparison.names))
      }
    }
    for note in comparison.notes { lines.append("note: " + PathText.visible(note)) }
    let could = comparison.others.filter { $0.relevance == .could }
    let cannot = comparison.others.filter { $0.relevance == .cannot }
    if !could.isEmpty {
      lines.append("differs, and could matter to what the build makes of it:")
      lines += could.map { fact in
        "  \(PathText.visible(fact.title)): \(Self.pair(fact))" + (fact.remedy.map { "; " + $0 } ?? "")
      }
    }
    if !cannot.isEmpty {
      lines.append("differs, and explains nothing:")
      lines += cannot.map { fact in
        "  \(PathText.visible(fact.title)): \(Self.pair(fact)) (\(fact.reason ?? ""))"
          + (fact.remedy.map { "; " + $0 } ?? "")
      }
    }
    lines.append("no difference in \(comparison.sameFacts) \(comparison.sameFacts == 1 ? "fact" : "facts")")
    text = lines.joined(separator: "\n") + "\n"
  }

  /// Whether the fact says more than the cause does.
  private static func says(_ fact: FactDifference, of cause: MachineCause) -> Bool {
    !["context.untracked", "repo.dirtyCount", "context.xattrs", "context.unicodeForm"].contains(fact.name)
      && !fact.name.hasPrefix("lock.")
  }

  private static func values(_ fact: FactDifference, _ names: [String]) -> String {
    "\(PathText.visible(fact.title)) is \(PathText.visible(fact.a)) in \(names[0]) and \(PathText.visible(fact.b)) in \(names[1])"
  }

  private static func pair(_ fact: FactDifference) -> String { PathText.visible("\(fact.a) vs \(fact.b)") }

  static func classes(_ classes: MachineClasses) -> String {
    let total = classes.classes.reduce(0) { $0 + $1.names.count }
    guard classes.classes.count > 1 else { return "no difference: all \(total) have the same context\n" }
    var lines: [String] = []
    for found in classes.classes.dropFirst() {
      let count = found.names.count
      lines.append(
        "\(count) of \(total) \(count == 1 ? "differs" : "differ"): "
          + (found.separating.isEmpty
            ? found.cause.map { PathText.visible($0) } ?? "no fact separates them"
            : "all have " + found.separating.map { PathText.visible("\($0.title)=\($0.value)") }.joined(separator: ", "))
      )
      if !found.separating.isEmpty, let cause = found.cause { lines.append("  " + cause) }
      if let remedy = found.remedy { lines.append("  remedy: " + remedy) }
      lines.append("  " + found.names.joined(separator: ", "))
    }
    let first = classes.classes[0]
    lines.append("\(first.names.count) of \(total) agree: \(first.names.joined(separator: ", "))")
    return lines.joined(separator: "\n") + "\n"
  }
}
