/// Whether a lockfile still belongs to the manifest it was made from.
public enum Freshness: String, Sendable, Codable {
  case fresh
  case stale
  case unknown
}

/// What can be told of a lockfile's freshness without solver and network, and by which rule.
public struct FreshnessJudgement: Hashable, Sendable {
  public let verdict: Freshness
  /// The rule that decided; for ``Freshness/unknown`` the reason why none could.
  public let rule: String
  /// The tool and its versions that the rule points to, such as `poetry 2.3 or newer`; nil when it points to none.
  public let tool: String?
  /// When stale, what in the manifest differs from the lock, as far as that can be seen; one line each.
  public let changes: [String]

  /// The rule with the tool it points to, and what changed.
  public var summary: String {
    var text = rule
    if let tool { text += " by the rule of " + tool }
    return changes.isEmpty ? text : text + ": " + changes.joined(separator: "; ")
  }

  static func fresh(_ rule: String, tool: String? = nil) -> FreshnessJudgement {
    FreshnessJudgement(verdict: .fresh, rule: rule, tool: tool, changes: [])
  }

  static func stale(_ rule: String, tool: String? = nil, changes: [String] = []) -> FreshnessJudgement {
    FreshnessJudgement(verdict: .stale, rule: rule, tool: tool, changes: changes)
  }

  static func unknown(_ reason: String) -> FreshnessJudgement {
    FreshnessJudgement(verdict: .unknown, rule: reason, tool: nil, changes: [])
  }

  private init(verdict: Freshness, rule: String, tool: String?, changes: [String]) {
    self.verdict = verdict
    self.rule = PrintedText.of(rule)
    self.tool = tool.map(PrintedText.of)
    self.changes = changes.map(PrintedText.of)
  }
}
