public import ContextAdvice

/// What was found in an ignore file.
public struct LintReport: Codable, Sendable {
  /// 40 digits; nil for a directory.
  public var commit: String?
  /// The ignore file's name; nil when there is none.
  public var ignoreFile: String?
  public var ruleCount: Int
  /// How many entries the tree has, ignored ones included.
  public var entryCount: Int
  public var contextEntryCount: Int
  public var contextByteCount: UInt64
  public var findings: [Finding]
  public var warnings: [String]
}
