/// How often a scenario runs and what changes between the runs.
public struct VariationPlan: Hashable, Sendable, Codable {
  public var runs: Int
  /// In the order of ``Axis/allCases``.
  public var axes: [Axis]
  /// Chooses among the combinations that cover equally many pairs of values.
  public var seed: UInt64
  /// The conditions of the one run there is, instead of chosen ones; what is not named has its usual value.
  public var fixed: [AxisValue]?

  public static let defaultRuns = 3
  public static let maximumRuns = 100
  public static let defaultSeed: UInt64 = 1

  public init(
    runs: Int = VariationPlan.defaultRuns, axes: [Axis] = Axis.usual(building: false),
    seed: UInt64 = VariationPlan.defaultSeed, fixed: [AxisValue]? = nil
  ) {
    self.runs = runs
    self.axes = Axis.allCases.filter(axes.contains)
    self.seed = seed
    self.fixed = fixed
  }
}

/// The conditions of one run.
public struct Variation: Hashable, Sendable, Codable {
  /// The number of the run, from 1.
  public var run: Int
  /// The value of every axis, in the order of ``Axis/allCases``.
  public var values: [AxisValue]

  public init(run: Int, values: [AxisValue]) {
    self.run = run
    self.values = values
  }

  /// The usual conditions, those of `changed` excepted.
  public init(run: Int, changing changed: [AxisValue]) {
    self.init(
      run: run,
      values: Axis.allCases.map { axis in
        changed.first { $0.axis == axis } ?? AxisValue(axis: axis, value: axis.values.first ?? "")
      })
  }

  public func value(of axis: Axis) -> String? { values.first { $0.axis == axis }?.value }

  /// The values that are not the usual ones, as `--conditions` takes them; empty for the usual conditions.
  public var unusual: String {
    values.filter { $0.value != $0.axis.values.first }.map { "\($0.axis.rawValue)=\($0.value)" }
      .joined(separator: ",")
  }
}

/// One axis and the value it has in a run.
public struct AxisValue: Hashable, Sendable, Codable {
  public var axis: Axis
  public var value: String
  /// Why the value could not be brought about; nil when it was.
  public var notApplied: String?

  public init(axis: Axis, value: String, notApplied: String? = nil) {
    self.axis = axis
    self.value = value
    self.notApplied = notApplied
  }
}
