/// One run of a scenario: its conditions and what came of it.
public struct RunReport: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    case observed(Observation)
    case broken(Breakdown)
  }

  public var variation: Variation
  public var outcome: Outcome
  /// Wall time in seconds; reported under `timing` only.
  public var seconds: Double
  /// How earlier attempts broke, in their order; what they would have observed is not known.
  public var retried: [Breakdown]

  public init(variation: Variation, outcome: Outcome, seconds: Double, retried: [Breakdown] = []) {
    self.retried = retried
    self.variation = variation
    self.outcome = outcome
    self.seconds = seconds
  }

  public var observation: Observation? {
    if case .observed(let observation) = outcome { return observation }
    return nil
  }
}
