public import Audit

/// What was found in the files that describe a build.
public struct AuditReport: Codable, Sendable {
  /// 40 digits; nil for a directory.
  public var commit: String?
  /// The files that were looked at, as manifests print paths.
  public var files: [String]
  /// By file, then by line.
  public var findings: [AuditFinding]
  public var warnings: [String]
}
