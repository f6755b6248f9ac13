internal import Fingerprints
internal import Model

/// A report on one line, for a chat or a commit status.
///
/// Of what a repository says there are only codes of causes in it: a name could call everybody in a chat.
public enum SummaryLine {
  private static let mostCauses = 3

  /// `lockstep: FAILED: 400 scenarios: 398 as expected, 2 failed; 2 × record.differs, 1 × eol.crlf; 12.3 s`, and a newline.
  /// The duration is there where the report has times.
  public static func text(_ report: ReportDocument) -> String {
    var parts = ["lockstep: \(verdict(report)): \(MarkdownReport.summary(report))"]
    let groups = CauseGroups(report).failures
    if !groups.isEmpty {
      var causes = groups.prefix(mostCauses).map { "\($0.scenarios.count) × \(PathText.visible($0.code))" }
      if groups.count > mostCauses { causes.append("and \(groups.count - mostCauses) more causes") }
      parts.append(causes.joined(separator: ", "))
    }
    if let seconds = report.timing?.seconds { parts.append("\((seconds * 10).rounded() / 10) s") }
    return parts.joined(separator: "; ") + "\n"
  }

  private static func verdict(_ report: ReportDocument) -> String {
    if report.incomplete == true { return "INCOMPLETE" }
    switch ExitStatus(rawValue: report.exitStatus) {
    case .asExpected: return "OK"
    case .nondeterminism: return "NONDETERMINISTIC"
    case .nothingSelected: return "NOTHING RAN"
    default: return "FAILED"
    }
  }
}
