/// Why a builder would refuse the ignore file.
public struct IgnoreFileError: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    /// A line of 64 KiB or more.
    case lineTooLong
    /// `!` with nothing behind it.
    case exclamationMarkAlone
    /// A pattern the reference calls a syntax error; the line is carried as written.
    case patternSyntax([UInt8])
    /// A pattern the reference accepts and then fails on when it first has to compare it with a path ("syntax
    /// error in pattern" too); the line is carried as written. Only matching throws it.
    case matching([UInt8])
    /// All patterns together are too much to hold in memory; a limit of this library.
    case tooComplex
  }

  /// Counted from 1.
  public let line: Int
  public let problem: Problem

  package init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }

  init(failingOn rule: IgnoreRule) { self.init(line: rule.line, problem: .matching(rule.source)) }
}
