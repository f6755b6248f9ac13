/// Why a scenario does not run, or why its failure does not fail the whole.
public struct Waiver: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The scenario does not run.
    case skip
    /// A known fault: that the scenario fails or is nondeterministic is expected, that it passes is not.
    case xfail
    /// Whatever the scenario comes to is reported and fails nothing.
    case quarantine
  }

  public var kind: Kind
  /// One line for people.
  public var reason: String
  /// The last day on which it holds; nil for ever.
  public var until: CalendarDay?

  public init(_ kind: Kind, reason: String, until: CalendarDay? = nil) {
    self.kind = kind
    self.reason = reason
    self.until = until
  }

  /// Whether its last day is over.
  public func hasExpired(on today: CalendarDay) -> Bool { until.map { $0 < today } ?? false }

  /// Whether it excuses `result`, which is not as expected.
  ///
  /// A fault of Lockstep or a mistake in the scenario is never excused, and a known fault does not stand for what
  /// could not be found out.
  func excuses(_ result: ScenarioResult) -> Bool {
    switch kind {
    case .skip: false
    case .xfail: result.verdict != .broken
    case .quarantine: result.breakdown.map { $0.domain != .internal && $0.domain != .usage } ?? true
    }
  }
}
