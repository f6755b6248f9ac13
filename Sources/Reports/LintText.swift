public import ContextAdvice
internal import Fingerprints

/// Findings in an ignore file, for people.
public enum LintText {
  public static func text(_ findings: [Finding], style: TextStyle) -> String {
    var text = ""
    for finding in findings {
      let place = PathText.visible(finding.file) + (finding.line.map { ":\($0)" } ?? "")
      let level =
        switch finding.level {
        case .error: style.red("error")
        case .warning: style.yellow("warning")
        case .note: style.dim("note")
        }
      text += "\(style.bold(place)): \(level): \(finding.message) [\(finding.code.rawValue)]\n"
      if finding.pathCount > 0, finding.code != .fileNotUsed {
        let shown = finding.paths.prefix(5).map { PathText.visible($0) }.joined(separator: ", ")
        let more = finding.pathCount > 5 ? ", …" : ""
        let entries = finding.pathCount == 1 ? "1 entry" : "\(finding.pathCount) entries"
        text += "    \(entries), \(ByteCount.text(finding.byteCount)): \(shown)\(more)\n"
      }
      if let fix = finding.fix {
        let outcome = fix.wasTried ? "tried: \(fix.outcome)" : fix.outcome
        text += "    fix: \(describe(fix)) (\(outcome))\n"
      }
    }
    return text
  }

  static func describe(_ fix: Fix) -> String {
    switch (fix.line, fix.replacement.map { PathText.visible($0) }) {
    case (let line?, let replacement?): "write \(replacement) in line \(line)"
    case (let line?, nil): "remove line \(line)"
    case (nil, let replacement?): "add the line \(replacement) at the end"
    case (nil, nil): "none"
    }
  }
}
