internal import Fingerprints
internal import Harness
internal import Model

/// What `verify` found, for release notes.
enum ReleaseMarkdown {
  static func text(_ report: ReleaseReport) -> String {
    // Not with signs at the beginning of the line, which a CI system might take for a command.
    var lines = ["Inputs of \(code(report.ref))", "---", ""]
    lines.append(
      "\(report.isVerified ? "Verified" : "**Not verified**")"
        + (report.commit.map { " at commit \(code($0))" } ?? "")
        + (report.epoch.map { ", `SOURCE_DATE_EPOCH=\($0)`" } ?? "") + ".")
    let digests = report.schemes.adding(report.fingerprints)
    if !digests.isEmpty {
      lines += ["", "| what | scheme | digest |", "|---|---|---|"]
      lines += digests.map {
        "| \(cell($0.subject)) | \(cell($0.scheme)) | \(code($0.digest, inTable: true)) |"
      }
    }
    if !report.locks.isEmpty {
      lines += ["", "| lockfile | packages | grade | freshness |", "|---|---|---|---|"]
      lines += report.locks.map {
        "| \(cell($0.path)) | \($0.packageCount) | \(cell($0.grade)) | \(cell($0.freshness)) |"
      }
    }
    if let changes = report.changes { lines += text(changes) }
    lines += ["", "| check | outcome | |", "|---|---|---|"]
    lines += report.checks.map { check in
      let outcome = check.outcome == .notChecked ? "not checked" : check.outcome == .ok ? "ok" : "**failed**"
      return "| \(check.name.title) | \(outcome) | \(cell(check.detail)) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ changes: ReleaseChanges) -> [String] {
    var lines = ["", "Changes since \(code(changes.since))", "---", ""]
    guard !changes.isNone else { return lines + ["Nothing that a build depends on."] }
    if let context = changes.context {
      let summary = context.summary
      lines.append("The context is another\(summary.isEmpty ? "" : ": " + cell(summary)).")
    }
    for (title, list) in changes.sections where !list.isEmpty {
      lines += ["", "| \(title) | what changed |", "|---|---|"]
      for change in list {
        let packages = change.kind == .lock ? ReleaseChangeText.packages(change).map(\.line) : []
        let said = packages.isEmpty ? [change.summary] : packages
        lines.append(
          "| \(cell(ReleaseChangeText.name(change))) | \(said.map(cell).joined(separator: "<br>")) |")
      }
    }
    return lines
  }

  /// Text that Markdown takes for nothing else. Source: CommonMark 0.31, "Backslash escapes"; GitHub's tables split at `|`.
  private static func cell(_ text: String) -> String {
    var result = ""
    for character in PathText.visible(text) {
      if "\\`*_{}[]<>()#+!|~&@".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// Digests and names of refs: with more backticks around it than inside.
  private static func code(_ text: String, inTable: Bool = false) -> String {
    let shown = inTable ? PathText.visible(text).replacing("|", with: "\\|") : PathText.visible(text)
    return shown.contains("`") ? cell(text) : "`\(shown)`"
  }
}
