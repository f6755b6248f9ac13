internal import Fingerprints
public import Model

/// The report for people: one line a scenario, its causes below it, a summary at the end.
public struct ConsoleReport: Sendable {
  private let style: TextStyle
  private let isVerbose: Bool
  private let isTimed: Bool
  private let nameWidth: Int

  /// `names` are those of all scenarios, for aligning columns. A verbose report shows runs and digests of
  /// scenarios that passed, too; a timed one says of each run how long it took. On a terminal of `columns`, columns are
  /// aligned no farther to the right than leaves room for what stands in them.
  public init(style: TextStyle, names: [String], verbose: Bool, timed: Bool = false, columns: Int? = nil) {
    self.style = style
    isTimed = timed
    isVerbose = verbose
    let room = columns.map { max(16, $0 - Self.labelWidth - Self.noteWidth) } ?? 48
    nameWidth = min(48, room, names.map(\.count).max() ?? 0)
  }

  /// The lines of one scenario, without a newline at the end.
  public func lines(_ result: ScenarioResult) -> String {
    var lines = [headline(result)]
    let indent = String(repeating: " ", count: Self.labelWidth + 2)
    lines += WaiverText.lines(result).map { indent + style.dim($0) }
    if result.status.isFailure || (isVerbose && result.verdict != .passed) || result.status == .quarantined {
      lines += causes(result)
    }
    lines += RetryText.lines(result).map { indent + style.dim($0) }
    if isVerbose { lines += evidence(result) }
    return lines.joined(separator: "\n")
  }

  private func headline(_ result: ScenarioResult) -> String {
    let name = PathText.visible(result.name)
    let padding = String(repeating: " ", count: max(0, nameWidth - name.count))
    let note = style.dim(note(result))
    return "\(label(result))  \(style.bold(name))\(padding)  \(note)"
  }

  private static let labelWidth = 16
  /// What most notes need, with the blanks around them.
  private static let noteWidth = 32

  private func label(_ result: ScenarioResult) -> String {
    switch result.status {
    case .asExpected: return style.green("ok".padded(to: Self.labelWidth))
    case .expectedFailure: return style.green("XFAIL".padded(to: Self.labelWidth))
    case .unexpectedPass: return style.red("XPASS".padded(to: Self.labelWidth))
    case .known: return style.yellow("KNOWN".padded(to: Self.labelWidth))
    case .quarantined: return style.yellow("QUARANTINED".padded(to: Self.labelWidth))
    case .skipped: return style.dim("SKIP".padded(to: Self.labelWidth))
    case .notRun: return style.dim("NOT RUN".padded(to: Self.labelWidth))
    case .unexpected: break
    }
    switch result.verdict {
    case .passed, nil: return style.red("UNEXPECTED PASS".padded(to: Self.labelWidth))
    case .failed: return style.red("FAILED".padded(to: Self.labelWidth))
    case .nondeterministic: return style.magenta("NONDETERMINISTIC".padded(to: Self.labelWidth))
    case .broken: return style.yellow("BROKEN".padded(to: Self.labelWidth))
    }
  }

  private func note(_ result: ScenarioResult) -> String {
    var notes: [String] = []
    guard let verdict = result.verdict else {
      return result.status == .notRun ? NotRunText.enoughFailed : ""
    }
    if !result.status.isFailure, !result.isAsExpected { notes.append(verdict.rawValue) }
    if result.expectedVerdict != .passed {
      notes.append(
        result.isAsExpected
          ? "\(verdict.rawValue), as expected" : "expected \(result.expectedVerdict.rawValue)")
    }
    notes.append(result.runs.count == 1 ? "1 run" : "\(result.runs.count) runs")
    if let observation = result.observation {
      if let context = observation.context {
        notes.append(context.entries == 1 ? "1 entry" : "\(context.entries) entries")
      }
      if !observation.locks.isEmpty {
        let grades = observation.locks.map { "\(PathText.visible($0.path)) \($0.grade)" }
        notes.append(grades.count > 3 ? "\(grades.count) locks" : grades.joined(separator: ", "))
      }
    }
    if let count = result.observation?.warnings.count, count > 0 {
      notes.append(count == 1 ? "1 warning" : "\(count) warnings")
    }
    if result.record == .written { notes.append("record written") }
    return notes.joined(separator: " · ")
  }

  private func causes(_ result: ScenarioResult) -> [String] {
    let indent = String(repeating: " ", count: Self.labelWidth + 2)
    return result.causes.flatMap { cause -> [String] in
      var lines = ["\(indent)\(cause.message) \(style.dim("[" + cause.code + "]"))"]
      lines += cause.details.map { indent + "  " + PathText.visible($0) }
      if let remedy = cause.remedy { lines.append("\(indent)→ \(remedy)") }
      return lines
    } + ["\(indent)\(style.dim(PathText.visible(result.file)))"]
  }

  private func evidence(_ result: ScenarioResult) -> [String] {
    let indent = String(repeating: " ", count: Self.labelWidth + 2)
    var lines: [String] = []
    if let observation = result.observation {
      if let commit = observation.commit { lines.append("\(indent)commit \(commit)") }
      for fingerprint in observation.fingerprints where fingerprint.scheme != "git-sha1" {
        lines.append("\(indent)\(PathText.visible(fingerprint.subject)) \(fingerprint.scheme) \(fingerprint.digest)")
      }
      for lock in observation.locks {
        for finding in lock.findings {
          let file = PathText.visible(finding.file ?? lock.path)
          let line = finding.line.map { ":\($0)" } ?? ""
          lines.append("\(indent)\(file)\(line): \(finding.message) \(style.dim("[" + finding.code + "]"))")
        }
      }
      lines += observation.warnings.map { "\(indent)warning: \($0)" }
      lines += workTree(observation).map { "\(indent)\($0)" }
    }
    for run in result.runs {
      let values = run.variation.values.map { value in
        "\(value.axis.rawValue)=\(value.value)" + (value.notApplied == nil ? "" : " (not applied)")
      }
      let time = isTimed ? " (\((run.seconds * 100).rounded() / 100) s)" : ""
      lines.append(style.dim("\(indent)run \(run.variation.run)\(time): \(values.joined(separator: ", "))"))
      lines.append(
        style.dim("\(indent)  again: \(PathText.visible(ReplayText.command(run.variation, file: result.file)))"))
    }
    return lines
  }

  /// How the working tree's context differs from the commit's.
  private func workTree(_ observation: Observation) -> [String] {
    guard let commit = observation.commitContext,
      let context = observation.fingerprints.first(where: { $0.subject == "context" })
    else { return [] }
    let differences = FingerprintDifference.between(commit, context)
    if differences.isEmpty { return ["working tree: the same context as the commit"] }
    return differences.map { difference in
      let attributes = difference.attributes.isEmpty ? "" : " (\(difference.attributes.joined(separator: ", ")))"
      return "working tree: \(difference.change.rawValue) \(PathText.visible(difference.name))\(attributes)"
    }
  }

  /// The last line: how many came to what.
  public func summary(_ report: SuiteReport) -> String {
    var parts = SummaryParts(
      report.results.lazy.map { ($0.status, $0.verdict, $0.runs.contains { !$0.retried.isEmpty }) }
    ).parts.map { part in
      if part.status == .asExpected { return style.green(part.text) }
      return part.status?.isFailure == true ? style.red(part.text) : part.text
    }
    let written = report.results.count { $0.record == .written }
    if written > 0 { parts.append("\(written) \(written == 1 ? "record" : "records") written") }
    let runs = report.results.reduce(0) { $0 + $1.runs.count }
    let scenarios = report.results.count == 1 ? "1 scenario" : "\(report.results.count) scenarios"
    return "\(scenarios), \(runs == 1 ? "1 run" : "\(runs) runs"): \(parts.joined(separator: ", "))"
  }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
