internal import Harness
internal import Model

/// The conditions that a plan gives to its runs, schema `lockstep-variations/v1`.
struct VariationDocument: Encodable {
  struct Run: Encodable {
    let run: Int
    /// The values that are not the usual ones, by axis.
    let changed: [String: String]
    /// As `lockstep run --conditions` takes them.
    let conditions: String
  }

  let schema = "lockstep-variations/v1"
  let axes: [String]
  let seed: UInt64
  let runs: [Run]
  /// Pairs of values of two axes: all there are, and those that occur in some run.
  let pairs: Int
  let coveredPairs: Int
  /// How many runs bring all pairs together; nil when it takes more than a plan may have.
  let runsForAllPairs: Int?

  init(_ plan: VariationPlan) {
    let table = VariationTable(plan)
    axes = plan.axes.map(\.rawValue)
    seed = plan.seed
    runs = table.variations.map { variation in
      let changed = variation.values.filter { $0.value != $0.axis.values.first }
      return Run(
        run: variation.run,
        changed: Dictionary(changed.map { ($0.axis.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }),
        conditions: variation.unusual)
    }
    pairs = table.pairs
    coveredPairs = table.coveredPairs
    runsForAllPairs = table.runsForAllPairs
  }
}
