public import Glob

/// One rule of an ignore file.
public struct IgnoreRule: Sendable {
  /// Counted from 1.
  public let line: Int
  /// The line as written, blanks at both ends removed.
  public let source: [UInt8]
  /// The pattern that is matched: cleaned, without `!` and, if it was read from a file, without a leading slash.
  public let pattern: Pattern
  /// Whether the line begins with `!` and so keeps what an earlier rule dropped.
  public let negated: Bool
}
