internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// The lines of `verify`.
enum ReleaseText {
  private static let width = ReleaseCheck.Name.allCases.map(\.title.count).max() ?? 0

  /// One check, and below it what to do about one that failed.
  static func line(_ check: ReleaseCheck, _ style: TextStyle) -> String {
    let word =
      switch check.outcome {
      case .ok: style.green("ok         ")
      case .failed: style.red("FAIL       ")
      case .notChecked: check.isRequired ? style.red("NOT CHECKED") : style.dim("not checked")
      }
    let title = check.name.title + String(repeating: " ", count: width - check.name.title.count)
    let remedy =
      check.outcome == .failed ? check.remedy.map { "\n" + String(repeating: " ", count: width + 15) + "→ " + $0 } : nil
    return "\(word)  \(title)  \(check.detail)" + (remedy ?? "")
  }

  /// What changed since an earlier tag.
  static func lines(_ changes: ReleaseChanges) -> [String] {
    let since = PathText.visible(changes.since)
    guard let context = changes.context else {
      return changes.isNone ? ["since \(since): nothing that a build depends on"] : sections(changes, since)
    }
    let summary = context.summary
    return sections(changes, since + (summary.isEmpty ? "" : ", of the context: " + summary))
  }

  private static func sections(_ changes: ReleaseChanges, _ heading: String) -> [String] {
    var lines = ["since \(heading)"]
    for (title, list) in changes.sections where !list.isEmpty {
      lines.append("  \(title)")
      for change in list {
        let summary = change.summary
        lines.append("    \(ReleaseChangeText.name(change))" + (summary.isEmpty ? "" : ": " + summary))
        if change.kind == .lock { lines += ReleaseChangeText.packages(change).map { "      " + $0.line } }
      }
    }
    return lines
  }

  static func verdict(_ report: ReleaseReport, _ style: TextStyle) -> String {
    let ref = PathText.visible(report.ref)
    let failed = report.checks.count { $0.outcome == .failed }
    let unmade = report.checks.count { $0.outcome == .notChecked && $0.isRequired }
    let optional = report.checks.count { $0.outcome == .notChecked && !$0.isRequired }
    let left = optional == 0 ? "" : "; \(optional) of \(report.checks.count) checks were not asked for"
    guard !report.isVerified else {
      let epoch = report.epoch.map { ", SOURCE_DATE_EPOCH \($0)" } ?? ""
      return style.green("VERIFIED") + " \(ref) at commit \(report.commit ?? "")\(epoch)\(left)"
    }
    let parts = [failed > 0 ? "\(failed) failed" : nil, unmade > 0 ? "\(unmade) could not be made" : nil].compactMap(
      \.self)
    return style.red("NOT VERIFIED") + " \(ref): of \(report.checks.count) checks " + parts.joined(separator: ", ")
      + left
  }
}
