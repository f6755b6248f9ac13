public import Model
internal import Fingerprints

/// Says what varied between the runs, and what could not be brought about.
public enum VariationText {
  /// For the end of a report: the axes that varied, then each condition that was not in force, with the reason.
  public static func lines(_ report: SuiteReport) -> [String] {
    [varied(report)].compactMap(\.self) + notApplied(report)
  }

  /// Nil when nothing varied: one run each, or fixed conditions.
  private static func varied(_ report: SuiteReport) -> String? {
    let sets = Set(report.results.map(variedAxes)).filter { !$0.isEmpty }
    guard let first = sets.first else { return nil }
    guard sets.count == 1 else {
      let all = sets.reduce(into: Set<Axis>()) { $0.formUnion($1) }
      return "varied, not all in every scenario: \(names(all))"
    }
    return "varied: \(names(first))"
  }

  private static func variedAxes(_ result: ScenarioResult) -> Set<Axis> {
    Set(Axis.allCases.filter { axis in Set(result.runs.map { $0.variation.value(of: axis) }).count > 1 })
  }

  private static func names(_ axes: Set<Axis>) -> String {
    Axis.allCases.filter(axes.contains).map(\.rawValue).joined(separator: ", ")
  }

  /// In the order of the axes; never silently dropped.
  private static func notApplied(_ report: SuiteReport) -> [String] {
    var counts: [AxisValue: Int] = [:]
    for run in report.results.flatMap(\.runs) {
      // What a breakdown kept from being tried is the breakdown's matter.
      for value in run.variation.values where value.notApplied != nil && run.observation != nil {
        counts[value, default: 0] += 1
      }
    }
    return Axis.allCases.flatMap { axis in
      axis.values.flatMap { value in
        counts.filter { $0.key.axis == axis && $0.key.value == value }
          .sorted { ($0.key.notApplied ?? "") < ($1.key.notApplied ?? "") }
          .map { entry in
            let runs = entry.value == 1 ? "1 run" : "\(entry.value) runs"
            return "not applied: \(axis.rawValue)=\(value) in \(runs): \(PathText.visible(entry.key.notApplied ?? ""))"
          }
      }
    }
  }
}
