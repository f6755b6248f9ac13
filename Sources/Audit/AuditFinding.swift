/// Something in a file of a build that makes two builds differ, or may.
public struct AuditFinding: Codable, Hashable, Sendable {
  /// As the caller called the file.
  public let file: String
  /// Counted from 1; 0 when it is about the whole file.
  public let line: Int
  /// In bytes of the line as it is written, counted from 1; a byte order mark at the start of the file does not count.
  /// Nil when it is about the instruction that begins there, or about the file.
  public let column: Int?
  /// The same in Unicode's code points; each byte that is not part of valid UTF-8 counts as one.
  public let codePointColumn: Int?
  /// Names the rule; does not change.
  public let code: String
  public let severity: AuditSeverity
  /// One sentence about this place, safe to print.
  public let message: String
  /// Why it makes two builds differ.
  public let why: String
  /// What to do instead.
  public let fix: String

  /// The same at another line: for a file that is written in another one, where columns are others.
  public func moved(to line: Int) -> AuditFinding {
    AuditFinding(
      file: file, line: line, column: nil, codePointColumn: nil, code: code, severity: severity, message: message,
      why: why, fix: fix)
  }
}

/// How sure it is that two builds differ; the highest comes last.
public enum AuditSeverity: String, Codable, CaseIterable, Comparable, Sendable {
  /// Worth knowing: a choice that only matters together with others.
  case note
  /// They differ as soon as something outside of the repository changes.
  case warning
  /// Any two builds differ, or there is no build at all.
  case error

  public static func < (left: AuditSeverity, right: AuditSeverity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}
