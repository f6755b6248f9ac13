internal import ArgumentParser
internal import Model

/// What varies between the runs, when not what the scenarios say.
struct VariationOptions: ParsableArguments {
  @Option(
    name: .customLong("vary"), parsing: .unconditionalSingleValue,
    help: """
      Axes to vary, separated by commas, instead of those the scenario names; "all" for all, -NAME takes one away: a \
      selection that begins so starts from the usual ones. "lockstep axes" lists them.
      """, completion: .list(Axis.allCases.map(\.rawValue)))
  var axes: [String] = []

  @Option(
    name: .customLong("vary-except"), help: "Axes not to vary, separated by commas.",
    completion: .list(Axis.allCases.map(\.rawValue)))
  var except: [String] = []

  @Option(help: "Runs of each scenario, instead of what it says.")
  var runs: Int?

  @Option(help: "Chooses among the combinations of conditions that are equally good.")
  var seed: UInt64?

  @Option(help: "Make one run under these conditions, as in umask=077,timezone=UTC; \"\" for the usual ones.")
  var conditions: String?

  @Option(name: .customLong("search"), help: "Further runs that may be made to find out why runs disagree.")
  var searchBudget: Int?

  func validate() throws {
    if let runs, !(1...VariationPlan.maximumRuns).contains(runs) {
      throw ValidationError("--runs must be from 1 to \(VariationPlan.maximumRuns)")
    }
    if let searchBudget, !(0...10_000).contains(searchBudget) {
      throw ValidationError("--search must be from 0 to 10000")
    }
    if conditions != nil, !axes.isEmpty || !except.isEmpty || runs != nil || seed != nil {
      throw ValidationError("--conditions fixes everything; it goes with no other option about what varies")
    }
  }

  /// The documents with their plans changed as the options say.
  ///
  /// - Throws: ``Breakdown`` of usage.
  func applied(to documents: [ScenarioDocument]) throws(Breakdown) -> [ScenarioDocument] {
    var changed: [ScenarioDocument] = []
    for document in documents {
      var scenario = document.scenario
      if let conditions {
        scenario.vary = VariationPlan(runs: 1, axes: [], fixed: try AxisSelection.conditions(conditions))
      } else {
        if !axes.isEmpty || !except.isEmpty {
          scenario.vary.axes = try AxisSelection.axes(axes, except: except, usual: scenario.vary.axes)
        }
        if let runs { scenario.vary.runs = runs }
        if let seed { scenario.vary.seed = seed }
      }
      changed.append(ScenarioDocument(scenario: scenario, file: document.file, directory: document.directory))
    }
    return changed
  }
}
