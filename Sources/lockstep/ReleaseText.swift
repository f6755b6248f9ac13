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

/// The JSON of `verify`, schema `lockstep-verify/v1`.
struct ReleaseJSON: Encodable {
  struct Check: Encodable {
    var name: String
    /// `ok`, `failed` or `notChecked`.
    var outcome: String
    var required: Bool
    var detail: String
    var remedy: String?
  }

  struct Digest: Encodable {
    var subject: String
    var scheme: String
    var digest: String
  }

  let schema = "lockstep-verify/v1"
  let ref: String
  let tagObject: String?
  let commit: String?
  let tree: String?
  /// Seconds since 1970, the commit's.
  let sourceDateEpoch: Int64?
  let verified: Bool
  let checks: [Check]
  let levels: [String]
  let runs: Int
  let digests: [Digest]
  let warnings: [String]

  init(_ report: ReleaseReport) {
    ref = report.ref
    tagObject = report.object
    commit = report.commit
    tree = report.tree
    sourceDateEpoch = report.epoch
    verified = report.isVerified
    checks = report.checks.map {
      Check(
        name: $0.name.rawValue, outcome: $0.outcome.rawValue, required: $0.isRequired, detail: $0.detail,
        remedy: $0.remedy)
    }
    levels = report.levels
    runs = report.runCount
    digests = report.fingerprints.map { Digest(subject: $0.subject, scheme: $0.scheme, digest: $0.digest) }
    warnings = report.warnings
  }
}
