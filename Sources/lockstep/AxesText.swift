internal import Model

/// What `lockstep axes` prints.
enum AxesText {
  /// Every axis with its values and what it needs.
  static func axes() -> String {
    let width = Axis.allCases.map(\.rawValue.count).max() ?? 0
    let indent = String(repeating: " ", count: width + 2)
    return Axis.allCases.flatMap { axis in
      let description = axis.description
      let padding = String(repeating: " ", count: width - axis.rawValue.count)
      return [
        "\(axis.rawValue)\(padding)  \(description.meaning)",
        "\(indent)values: \(description.values.joined(separator: ", "))",
      ] + (description.needs.isEmpty ? [] : ["\(indent)needs: \(description.needs)"])
    }.joined(separator: "\n")
  }

  static func runs(_ document: VariationDocument) -> String {
    let lines = document.runs.map { run in
      "run \(run.run)  \(run.conditions.isEmpty ? "the usual conditions" : run.conditions)"
    }
    let count = document.runs.count == 1 ? "1 run brings" : "\(document.runs.count) runs bring"
    let all =
      document.runsForAllPairs.map { "\($0) bring all of them" }
      ?? "all of them need more than \(VariationPlan.maximumRuns)"
    return (lines + ["\(count) together \(document.coveredPairs) of \(document.pairs) pairs of values; \(all)"])
      .joined(separator: "\n")
  }
}
