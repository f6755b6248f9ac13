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
    if !report.fingerprints.isEmpty {
      lines += ["", "| what | scheme | digest |", "|---|---|---|"]
      lines += report.fingerprints.map {
        "| \(cell($0.subject)) | \(cell($0.scheme)) | \(code($0.digest, inTable: true)) |"
      }
    }
    if !report.locks.isEmpty {
      lines += ["", "| lockfile | packages | grade | freshness |", "|---|---|---|---|"]
      lines += report.locks.map {
        "| \(cell($0.path)) | \($0.packageCount) | \(cell($0.grade)) | \(cell($0.freshness)) |"
      }
    }
    lines += ["", "| check | outcome | |", "|---|---|---|"]
    lines += report.checks.map { check in
      let outcome = check.outcome == .notChecked ? "not checked" : check.outcome == .ok ? "ok" : "**failed**"
      return "| \(check.name.title) | \(outcome) | \(cell(check.detail)) |"
    }
    return lines.joined(separator: "\n") + "\n"
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
