internal import Fingerprints
internal import Harness

/// The commits of a history as lines of text.
struct LogText {
  let dockerfile: String
  let verbose: Bool

  /// One line, and with `verbose` what changed below it.
  func text(_ commit: HistoryCommit) -> String {
    let date = CivilTime.nearest(toSecondsSince1970: commit.time).date
    let merge = commit.isMerge ? " (merge, against its first parent)" : ""
    let subject = PathText.visible(commit.subject)
    let what = commit.changes.map(short).joined(separator: "; ")
    var text = "\(commit.id.prefix(10)) \(date) \(subject)\(merge)  [\(what)]\n"
    guard verbose else { return text }
    for change in commit.changes { text += details(change) }
    return text
  }

  static func summary(_ report: HistoryReport) -> String {
    let examined = report.examined == 1 ? "1 commit" : "\(report.examined) commits"
    return "\(report.commits.count) of \(examined) changed something"
      + (report.isCut ? "; there may be more, see --limit" : "")
  }

  /// What changed, and in how many places.
  private func short(_ change: HistoryChange) -> String {
    let summary = change.summary
    return summary.isEmpty ? name(change) : "\(name(change)): \(summary)"
  }

  private func name(_ change: HistoryChange) -> String {
    switch change.kind {
    case .context: "context"
    case .copy: change.line.map { "\(PathText.visible(dockerfile)):\($0)" } ?? PathText.visible(change.subject)
    case .lock: PathText.visible(change.subject)
    }
  }

  private func details(_ change: HistoryChange) -> String {
    let instruction = change.line == nil ? "" : " " + PathText.visible(change.subject)
    var text = "    \(name(change))\(instruction)\n"
    if change.before != nil || change.after != nil {
      text += "      \(change.before ?? "none") -> \(change.after ?? "none")\n"
    }
    for reason in change.reasons { text += "      \(PathText.visible(reason))\n" }
    for part in change.parts {
      let values =
        part.before.isEmpty && part.after.isEmpty
        ? "" : " \(part.before.joined(separator: " ")) -> \(part.after.joined(separator: " "))"
      let note =
        part.attributes.isEmpty
        ? "" : "  (\(part.attributes.joined(separator: ", "))\(PathText.visible(values)))"
      let padding = String(repeating: " ", count: max(0, 8 - part.change.count))
      text += "      \(part.change)\(padding) \(PathText.visible(part.name))\(note)\n"
    }
    let total = change.counts.reduce(0) { $0 + $1.count }
    if total > change.parts.count {
      text +=
        "      \(change.parts.isEmpty ? "" : "… and ")\(total - change.parts.count) \(change.parts.isEmpty ? "parts" : "more")\n"
    }
    return text
  }
}
