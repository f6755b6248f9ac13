internal import Fingerprints
internal import Model

/// GitLab's code quality report: one issue for each cause of each scenario, at its file.
///
/// Source: docs.gitlab.com, "Code Quality", report format.
public enum CodeQualityReport {
  private struct Issue: Encodable {
    struct Location: Encodable {
      struct Lines: Encodable { let begin: Int }
      let path: String
      let lines: Lines
    }

    let description: String
    let check_name: String
    let fingerprint: String
    let severity: String
    let location: Location
  }

  /// - Throws: ``DigestUnavailable``, or an error of the JSON encoder.
  public static func text(_ report: ReportDocument) throws -> String {
    var issues: [Issue] = []
    for entry in report.scenarios where entry.status.isFailure || entry.status.isExcused {
      for cause in entry.causes {
        let place = CausePlace(cause, of: entry)
        issues.append(
          Issue(
            description: "\(entry.name): \(cause.message)" + (cause.remedy.map { ". " + $0 } ?? ""),
            check_name: cause.code,
            // Stable from run to run, so that GitLab can tell new issues from old ones.
            fingerprint: try SHA256Digest.of(
              Array("\(entry.file)\0\(cause.code)\0\(cause.subject ?? "")\0\(cause.message)".utf8)
            ).hex,
            severity: entry.status.isExcused ? "minor" : entry.verdict == .broken ? "critical" : "major",
            location: Issue.Location(path: place.file, lines: Issue.Location.Lines(begin: place.line))))
      }
    }
    return try JSONText.encode(issues)
  }
}
