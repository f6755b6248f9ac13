internal import Fingerprints
internal import Model

/// What GitHub Actions shows beside the files of a run: workflow commands, the only lines of all output that are meant as
/// such. Data in them is escaped as GitHub asks, after everything else is.
///
/// Source: docs.github.com, "Workflow commands for GitHub Actions"; actions/toolkit, packages/core/src/command.ts.
public enum AnnotationText {
  /// GitHub shows no more of each kind for one step.
  static let most = 10

  /// The aggregate first, then one line a scenario, ten errors and ten warnings at most.
  public static func lines(_ report: ReportDocument) -> [String] {
    let groups = CauseGroups(report)
    var errors: [String] = []
    if !groups.failures.isEmpty {
      let causes = groups.failures.prefix(5).map { "\($0.scenarios.count) × \($0.message) [\($0.code)]" }
      let more = groups.failures.count > 5 ? ["and \(groups.failures.count - 5) further causes"] : []
      errors.append(
        command(
          "error", title: "Lockstep: \(MarkdownReport.summary(report))", (causes + more).joined(separator: "\n")))
    }
    errors += report.scenarios.filter { $0.status.isFailure }.map { entry in
      let cause = entry.causes.first
      let text = (cause?.message ?? entry.verdict?.rawValue ?? "") + (cause?.remedy.map { "\n→ " + $0 } ?? "")
      return command("error", title: entry.name, text, file: entry.file)
    }
    let warnings = report.scenarios.filter { $0.status.isExcused && $0.status != .expectedFailure }.map { entry in
      command(
        "warning", title: "\(entry.name): \(entry.status.rawValue)",
        entry.causes.first?.message ?? entry.verdict?.rawValue ?? "",
        file: entry.file)
    }
    return Array(errors.prefix(most) + warnings.prefix(most))
  }

  private static func command(_ kind: String, title: String, _ text: String, file: String? = nil) -> String {
    let place = file.map { "file=\(property($0)),line=1," } ?? ""
    return "::\(kind) \(place)title=\(property(title))::\(data(PathText.visible(text, keeping: "\n")))"
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(PathText.visible(text)).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
