internal import Model

/// Where the trees of a run lie that was made to be looked at.
struct KeptTree {
  /// The run's own directory, for removing it.
  let directory: String
  let observation: Observation
  private let scenario: Scenario
  private let variation: Variation

  init(directory: String, observation: Observation, scenario: Scenario, variation: Variation) {
    self.directory = directory
    self.observation = observation
    self.scenario = scenario
    self.variation = variation
  }

  /// What the fingerprint of `subject` was made of; nil when it was not made of a tree.
  func side(of subject: String) -> ComparisonPlan.Side? {
    let checkout = VariedPath.checkout(variation.value(of: .path), in: directory)
    if subject == "context" {
      return ComparisonPlan.Side(place: .directory(checkout), choice: .context(scenario.context))
    }
    guard let step = scenario.build, let pattern = OutputSubject.pattern(of: subject) else { return nil }
    let place = BuildPlace.path(step, checkout: checkout, in: directory)
    return ComparisonPlan.Side(place: .directory(place), choice: .output(pattern: pattern))
  }

  /// The directory that holds it; nil when it was not made of a tree.
  func path(of subject: String) -> String? {
    if case .directory(let path)? = side(of: subject)?.place { path } else { nil }
  }
}
