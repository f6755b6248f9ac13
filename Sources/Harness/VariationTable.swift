internal import Model

/// The conditions of each run: a fixed table, so that a run number always means the same.
///
/// Run 1 is what most people have. The axes with two values are out of step with each other, so that a
/// disagreement points at few of them.
enum VariationTable {
  static func variations(_ plan: VariationPlan) -> [Variation] {
    (1...plan.runs).map { run in
      Variation(
        run: run,
        values: Axis.allCases.map { axis in
          AxisValue(axis: axis, value: value(of: axis, run: plan.axes.contains(axis) ? run : 1))
        })
    }
  }

  static func value(of axis: Axis, run: Int) -> String {
    let values = values(of: axis)
    // Counted in mixed radix beyond the first round, so that later runs pair values anew.
    let round = (run - 1) / values.count
    let shift = round * (Axis.allCases.firstIndex(of: axis) ?? 0)
    return values[(run - 1 + shift) % values.count]
  }

  static func values(of axis: Axis) -> [String] {
    switch axis {
    case .path: CheckoutPath.allCases.map(\.rawValue)
    case .umask: ["022", "002", "077"]
    case .timezone: ["UTC", "Pacific/Kiritimati", "America/St_Johns"]
    case .locale: ["C.UTF-8", "tr_TR.UTF-8", "C"]
    case .home: HomeKind.allCases.map(\.rawValue)
    case .order: CreationOrderName.all
    }
  }
}

/// Where a checkout lies below the run's directory.
enum CheckoutPath: String, CaseIterable {
  case short
  case deepWithBlanks = "deep, with blanks"
  case longNonASCII = "long, not ASCII"

  /// The directories below the run's own.
  var components: [String] {
    switch self {
    case .short: ["c"]
    case .deepWithBlanks: ["a", "deep path", "of many", "levels", "with a blank", "in it", "check out"]
    case .longNonASCII: ["çheckøut-ünïcode-日本-" + String(repeating: "long", count: 40)]
    }
  }
}

/// What `HOME` holds.
enum HomeKind: String, CaseIterable {
  case empty
  /// A git configuration that changes line ends and ignores everything, for tools that would read it.
  case hostile = "hostile git configuration"
}
