public import Model

/// The conditions of each run, chosen so that few runs bring together as many pairs of values as can be.
///
/// Run 1 is what most people have. The same plan gives the same table everywhere.
public struct VariationTable: Sendable {
  /// In the order of their numbers.
  public let variations: [Variation]
  /// How many pairs of values of two axes there are, and how many of them occur in some run.
  public let pairs: Int
  public let coveredPairs: Int
  private let plan: VariationPlan

  public init(_ plan: VariationPlan) {
    self.plan = plan
    if let fixed = plan.fixed {
      variations = [Variation(run: 1, changing: fixed)]
      pairs = 0
      coveredPairs = 0
      return
    }
    var array = CoveringArray(counts: plan.axes.map(\.values.count), seed: plan.seed)
    array.extend(to: plan.runs)
    variations = array.rows.prefix(plan.runs).enumerated().map { index, row in
      Variation(
        run: index + 1,
        changing: zip(plan.axes, row).map { axis, value in AxisValue(axis: axis, value: axis.values[value]) })
    }
    pairs = array.pairCount
    coveredPairs = array.coveredCount
  }

  /// How many runs of this seed bring all pairs together; nil when it takes more than a plan may have. Takes much longer
  /// than the table.
  public var runsForAllPairs: Int? {
    guard plan.fixed == nil else { return 1 }
    var array = CoveringArray(counts: plan.axes.map(\.values.count), seed: plan.seed)
    array.complete(within: VariationPlan.maximumRuns)
    return array.coveredCount == array.pairCount ? max(array.rows.count, plan.runs) : nil
  }
}
