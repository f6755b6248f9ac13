public import Audit
public import ContextAdvice
internal import Model
internal import Fingerprints

/// Findings as SARIF 2.1.0, which code hosts show beside the lines they are about.
public enum SARIFReport {
  /// - Throws: an error of the JSON encoder; none for what findings hold.
  public static func text(_ findings: [Finding]) throws -> String {
    let codes = FindingCode.allCases
    let rules = codes.map { Rule(id: $0.rawValue, shortDescription: Message(text: $0.summary)) }
    return try text(
      rules,
      findings.map { finding in
        Result(
          ruleId: finding.code.rawValue, ruleIndex: codes.firstIndex(of: finding.code) ?? 0,
          level: finding.level.rawValue, message: Message(text: message(finding)),
          locations: [place(finding.file, finding.line)], fixes: fixes(finding))
      })
  }

  /// - Throws: an error of the JSON encoder; none for what findings hold.
  public static func text(_ findings: [AuditFinding]) throws -> String {
    let codes = AuditRule.all.map(\.code)
    let rules = AuditRule.all.map { Rule(id: $0.code, shortDescription: Message(text: $0.why)) }
    return try text(
      rules,
      findings.map { finding in
        Result(
          ruleId: finding.code, ruleIndex: codes.firstIndex(of: finding.code) ?? 0, level: finding.severity.rawValue,
          message: Message(text: "\(finding.message). Fix: \(finding.fix)"),
          locations: [place(finding.file, finding.line > 0 ? finding.line : nil, finding.codePointColumn)],
          fixes: nil)
      })
  }

  /// A run: one result for each cause of what failed, or is in quarantine, at the line it names or at the scenario.
  ///
  /// - Throws: an error of the JSON encoder; none for what reports hold.
  public static func text(_ report: ReportDocument) throws -> String {
    let entries = report.scenarios.filter { $0.status.isFailure || $0.status.isExcused }
    var codes: [String] = []
    for cause in entries.flatMap(\.causes) where !codes.contains(cause.code) { codes.append(cause.code) }
    codes.sort()
    let summaries = Dictionary(
      entries.flatMap(\.causes).map { ($0.code, $0.message) }, uniquingKeysWith: { first, _ in first })
    let rules = codes.map { Rule(id: $0, shortDescription: Message(text: summaries[$0] ?? $0)) }
    let results = entries.flatMap { entry in
      entry.causes.map { cause in
        let position = CausePlace(cause, of: entry)
        return Result(
          ruleId: cause.code, ruleIndex: codes.firstIndex(of: cause.code) ?? 0,
          level: entry.status.isExcused ? "note" : "error",
          message: Message(text: "\(entry.name): \(cause.message)" + (cause.remedy.map { ". Fix: \($0)" } ?? "")),
          locations: [place(position.file, position.line)], fixes: nil)
      }
    }
    return try text(rules, results, isIncomplete: report.incomplete == true)
  }

  private static func text(_ rules: [Rule], _ results: [Result], isIncomplete: Bool = false) throws -> String {
    let driver = Driver(name: "lockstep", semanticVersion: ToolVersion.current, rules: rules)
    return try JSONText.encode(
      Log(runs: [
        Run(tool: Tool(driver: driver), results: results, invocations: isIncomplete ? [Invocation.ended] : nil)
      ]))
  }

  private static func message(_ finding: Finding) -> String {
    guard let fix = finding.fix else { return finding.message }
    return "\(finding.message). Fix: \(LintText.describe(fix)) (tried: \(fix.outcome))."
  }

  private static func place(_ file: String, _ line: Int?, _ column: Int? = nil) -> Location {
    Location(
      physicalLocation: PhysicalLocation(
        artifactLocation: Artifact(uri: uri(file)), region: line.map { Region(startLine: $0, startColumn: column) }))
  }

  /// Only changes of a line have a place that can be given.
  private static func fixes(_ finding: Finding) -> [FixObject]? {
    guard let fix = finding.fix, let line = fix.line else { return nil }
    let change = Replacement(
      deletedRegion: Region(startLine: line), insertedContent: fix.replacement.map { Content(text: $0) })
    return [
      FixObject(
        description: Message(text: "\(LintText.describe(fix)): \(fix.outcome)"),
        artifactChanges: [ArtifactChange(artifactLocation: Artifact(uri: uri(finding.file)), replacements: [change])])
    ]
  }

  /// A path as a relative reference of RFC 3986.
  private static func uri(_ path: String) -> String {
    let bytes = PathText.unescaped(Array(path.utf8)) ?? Array(path.utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let encoded = bytes.flatMap { byte in
      plain.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private struct Log: Encodable {
    let version = "2.1.0"
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let runs: [Run]
    private enum CodingKeys: String, CodingKey {
      case version
      case schema = "$schema"
      case runs
    }
  }

  private struct Run: Encodable {
    let tool: Tool
    let results: [Result]
    let columnKind = "unicodeCodePoints"
    /// Nil for a run that came to its end.
    let invocations: [Invocation]?
  }

  private struct Invocation: Encodable {
    struct Notification: Encodable {
      let level = "error"
      let message: Message
    }

    let executionSuccessful: Bool
    let toolExecutionNotifications: [Notification]

    static let ended = Invocation(
      executionSuccessful: false, toolExecutionNotifications: [Notification(message: Message(text: NotRunText.ended))])
  }

  private struct Tool: Encodable { let driver: Driver }

  private struct Driver: Encodable {
    let name: String
    let semanticVersion: String
    let rules: [Rule]
  }

  private struct Rule: Encodable {
    let id: String
    let shortDescription: Message
  }

  private struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Message
    let locations: [Location]
    let fixes: [FixObject]?
  }

  private struct Message: Encodable { let text: String }
  private struct Location: Encodable { let physicalLocation: PhysicalLocation }

  private struct PhysicalLocation: Encodable {
    let artifactLocation: Artifact
    let region: Region?
  }

  private struct Artifact: Encodable { let uri: String }

  private struct Region: Encodable {
    let startLine: Int
    var startColumn: Int?
  }

  private struct FixObject: Encodable {
    let description: Message
    let artifactChanges: [ArtifactChange]
  }

  private struct ArtifactChange: Encodable {
    let artifactLocation: Artifact
    let replacements: [Replacement]
  }

  private struct Replacement: Encodable {
    let deletedRegion: Region
    let insertedContent: Content?
  }

  private struct Content: Encodable { let text: String }
}
