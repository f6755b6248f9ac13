public import Audit
internal import Fingerprints

/// Findings of an audit, for people.
public enum AuditText {
  public static func text(_ findings: [AuditFinding], style: TextStyle, verbose: Bool) -> String {
    var text = ""
    for finding in findings {
      let place =
        PathText.visible(finding.file) + (finding.line > 0 ? ":\(finding.line)" : "")
        + (finding.column.map { ":\($0)" } ?? "")
      let severity =
        switch finding.severity {
        case .error: style.red("error")
        case .warning: style.yellow("warning")
        case .note: style.dim("note")
        }
      text += "\(style.bold(place)): \(severity): \(finding.message) [\(finding.code)]\n"
      if verbose { text += "    why: \(finding.why)\n" }
      text += "    fix: \(finding.fix)\n"
    }
    return text
  }
}
