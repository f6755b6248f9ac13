internal import Fingerprints
internal import Model

/// A report for a pull request or a job's summary page: the verdict, the causes over all scenarios, then what failed.
public enum MarkdownReport {
  /// GitHub refuses summaries of more than 1 MiB.
  public static let largest = 1_000_000

  /// Cut at `limit` bytes, which is said at the end.
  public static func text(_ report: ReportDocument, limit: Int = largest) -> String {
    var text = head(report)
    let rest = parts(report)
    let ending = "\n*Cut here: the report is too long for this page; the JSON and JUnit reports have all of it.*\n"
    for part in rest {
      guard text.utf8.count + part.utf8.count + ending.utf8.count <= limit else { return text + ending }
      text += part
    }
    return text
  }

  /// `400 scenarios: 398 as expected, 2 failed`.
  public static func summary(_ report: ReportDocument) -> String {
    let parts = SummaryParts(
      report.scenarios.lazy.map { ($0.status, $0.verdict, $0.runs.contains { !$0.retried.isEmpty }) }
    ).parts.map(\.text)
    let count = report.scenarios.count
    let noun = count == 1 ? "scenario" : "scenarios"
    return "\(count) \(noun): \(parts.isEmpty ? "nothing" : parts.joined(separator: ", "))"
  }

  private static func head(_ report: ReportDocument) -> String {
    let isFine = report.exitStatus == ExitStatus.asExpected.rawValue
    var text = "## \(isFine ? "✅" : "❌") Lockstep\n\n\(summary(report))\n"
    if report.incomplete == true { text += "\n**Incomplete:** \(NotRunText.ended).\n" }
    return text
  }

  private static func parts(_ report: ReportDocument) -> [String] {
    let groups = CauseGroups(report)
    var parts: [String] = []
    if !groups.failures.isEmpty {
      parts.append("\n### Causes\n\n| scenarios | cause | what to do |\n|---:|---|---|\n")
      parts += groups.failures.map(row)
      parts.append("\n### Scenarios\n")
      parts += report.scenarios.filter { $0.status.isFailure }.map(section)
    }
    if !groups.excused.isEmpty {
      parts.append("\n### Known faults and quarantine\n\n| scenarios | cause | what to do |\n|---:|---|---|\n")
      parts += groups.excused.map(row)
    }
    if !report.unreferencedRecords.isEmpty {
      parts.append("\n### Records without a scenario\n\n")
      parts += report.unreferencedRecords.map { "- \(MarkdownText.escaped($0))\n" }
    }
    return parts
  }

  private static func row(_ group: CauseGroups.Group) -> String {
    let remedy = group.remedy.map(MarkdownText.escaped) ?? ""
    let others = group.otherMessages.map { "<br>also: " + MarkdownText.escaped($0) }.joined()
    let code = group.code.filter { $0 != "`" }
    return
      "| \(group.scenarios.count) | \(MarkdownText.escaped(group.message)) `\(code)`\(others) | \(remedy) |\n"
  }

  private static func section(_ entry: ReportDocument.ScenarioEntry) -> String {
    var text = "\n<details><summary>\(MarkdownText.escaped(entry.name)): \(entry.verdict?.rawValue ?? "")</summary>\n\n"
    text += "\(MarkdownText.escaped(entry.file))\n\n"
    for cause in entry.causes {
      text += "- \(MarkdownText.escaped(cause.message))\n"
      text += cause.details.prefix(mostDetails).map { "  - \(MarkdownText.escaped($0))\n" }.joined()
      if cause.details.count > mostDetails { text += "  - … and \(cause.details.count - mostDetails) more\n" }
    }
    if let run = entry.runs.first(where: { $0.error != nil }) ?? entry.runs.last {
      text += "\nAgain: \(MarkdownText.escaped(run.replay))\n"
    }
    return text + "\n</details>\n"
  }

  private static let mostDetails = 20
}
