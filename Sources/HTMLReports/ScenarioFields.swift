internal import Model
internal import Reports

/// One scenario: its line, and what opens below it.
enum ScenarioFields {
  private static let mostDetails = 40
  private static let mostFindings = 20
  private static let mostWarnings = 50

  static func of(_ entry: ReportDocument.ScenarioEntry, id: String, isOpen: Bool, seconds: Double?) -> Fields {
    let status = ShownStatus(entry)
    var fields: Fields = [
      "id": id, "isOpen": isOpen, "status": status.key, "tone": status.tone, "mark": status.mark,
      "word": word(entry, status), "name": entry.name, "file": entry.file, "tags": entry.tags,
      "codes": codes(entry), "flaky": entry.runs.contains { !$0.retried.isEmpty },
      "hasCauses": !entry.causes.isEmpty, "causes": entry.causes.map(cause),
      "differing": (entry.differing ?? []).map(ManifestFields.of),
      "hasDigests": !entry.digests.isEmpty, "digests": entry.digests.map(RunFields.digest),
      "hasRuns": !entry.runs.isEmpty, "runs": RunFields.of(entry.runs),
      "hasLocks": !entry.locks.isEmpty, "locks": entry.locks.map(lock),
      "hasWarnings": !entry.warnings.isEmpty, "warnings": cut(entry.warnings, mostWarnings),
    ]
    fields["seconds"] = seconds.flatMap(NumberText.seconds)
    fields["commit"] = entry.commit
    fields["waiver"] = entry.waiver.map(waiver)
    if let verdict = entry.verdict, verdict != entry.expectedVerdict {
      fields["expected"] = "The verdict is \(verdict.rawValue), expected \(entry.expectedVerdict.rawValue)."
    }
    fields["contents"] = entry.contents.map { ContentsFields.of($0, entry.context) }
    return fields
  }

  /// Where what is expected is not a pass, it is said.
  private static func word(_ entry: ReportDocument.ScenarioEntry, _ status: ShownStatus) -> String {
    guard status == .asExpected, let verdict = entry.verdict, verdict != .passed else { return status.rawValue }
    return "\(verdict.rawValue), as expected"
  }

  private static func codes(_ entry: ReportDocument.ScenarioEntry) -> [String] {
    var codes: [String] = []
    for cause in entry.causes where !codes.contains(cause.code) { codes.append(cause.code) }
    return codes
  }

  private static func cause(_ cause: Cause) -> Fields {
    var fields: Fields = [
      "message": cause.message, "code": cause.code, "hasDetails": !cause.details.isEmpty,
      "details": cut(cause.details, mostDetails),
    ]
    fields["remedy"] = cause.remedy
    return fields
  }

  private static func waiver(_ waiver: Waiver) -> String {
    waiver.kind.rawValue + (waiver.until.map { " until \($0)" } ?? "") + ": " + waiver.reason
  }

  private static func lock(_ lock: LockFacts) -> Fields {
    let findings = lock.findings.map { finding in
      (finding.file.map { $0 + " " } ?? "") + (finding.line.map { "line \($0): " } ?? "") + finding.message
        + " (\(finding.code))"
    }
    return [
      "path": lock.path, "format": lock.format + (lock.formatVersion.map { " " + $0 } ?? ""), "grade": lock.grade,
      "packages": lock.packageCount, "freshness": lock.freshness, "rule": lock.freshnessRule,
      "hasFindings": !findings.isEmpty, "findings": cut(findings, mostFindings),
    ]
  }

  private static func cut(_ lines: [String], _ limit: Int) -> [String] {
    lines.count <= limit ? lines : lines.prefix(limit) + ["… and \(lines.count - limit) more"]
  }
}
