internal import Dockerignore
internal import Gitignore

/// The line of an ignore file that decided.
public struct EngineRule: Hashable, Sendable {
  /// Counted from 1.
  public let line: Int
  /// The line as written, without the blanks that the tool drops.
  public let source: [UInt8]
  /// Whether the line begins with `!`.
  public let negated: Bool
}

extension EngineRule {
  init(_ rule: IgnoreRule) { self.init(line: rule.line, source: rule.source, negated: rule.negated) }

  init(_ rule: GitignoreRule) { self.init(line: rule.line, source: rule.source, negated: rule.negated) }
}
