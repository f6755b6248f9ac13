internal import Fingerprints
internal import Model

/// The Test Anything Protocol, version 14: one line a scenario, with a YAML block below what failed.
public enum TAPReport {
  public static func text(_ report: ReportDocument) -> String {
    var lines = ["TAP version 14", "1..\(report.scenarios.count)"]
    for (index, entry) in report.scenarios.enumerated() {
      let isFine = !entry.status.isFailure && !entry.status.isExcused
      let state = isFine ? "ok" : "not ok"
      lines.append("\(state) \(index + 1) - \(plain(entry.name))\(directive(entry, of: report))")
      guard !entry.causes.isEmpty else { continue }
      lines.append("  ---")
      lines.append("  file: \(quoted(entry.file))")
      lines.append("  verdict: \(entry.verdict?.rawValue ?? "none")")
      lines.append("  causes:")
      for cause in entry.causes {
        lines.append("    - code: \(quoted(cause.code))")
        lines.append("      message: \(quoted(cause.message))")
        if let remedy = cause.remedy { lines.append("      remedy: \(quoted(remedy))") }
      }
      lines.append("  ...")
    }
    if report.incomplete == true { lines.append("Bail out! \(NotRunText.ended)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What makes a failure count for nothing, or tells that nothing ran.
  private static func directive(_ entry: ReportDocument.ScenarioEntry, of report: ReportDocument) -> String {
    let reason = entry.waiver.map { " " + plain($0.reason) } ?? ""
    switch entry.status {
    case .skipped: return " # SKIP\(reason)"
    case .notRun: return " # SKIP \(NotRunText.reason(report))"
    case .quarantined, .expectedFailure: return " # TODO\(reason)"
    case .known: return " # TODO it failed in the baseline, too"
    case .asExpected, .unexpected, .unexpectedPass: return ""
    }
  }

  /// On one line; a number sign would begin a directive.
  private static func plain(_ text: String) -> String {
    PathText.visible(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + PathText.visible(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
