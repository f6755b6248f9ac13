/// A condition of a run that Lockstep changes from run to run.
public enum Axis: String, Hashable, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  /// Where the checkout lies: length and depth of the path, a blank, a letter outside ASCII.
  case path
  case umask
  case timezone
  case locale
  /// `HOME` and the git configuration in it.
  case home
  /// In which order the checkout creates its files.
  case order
}

/// How often a scenario runs and what changes between the runs.
public struct VariationPlan: Hashable, Sendable, Codable {
  public var runs: Int
  /// In the order of ``Axis/allCases``.
  public var axes: [Axis]

  public static let defaultRuns = 3
  public static let maximumRuns = 100

  public init(runs: Int = VariationPlan.defaultRuns, axes: [Axis] = Axis.allCases) {
    self.runs = runs
    self.axes = Axis.allCases.filter(axes.contains)
  }
}

/// The conditions of one run.
public struct Variation: Hashable, Sendable, Codable {
  /// The number of the run, from 1.
  public var run: Int
  /// The value of every axis, named as in reports.
  public var values: [AxisValue]

  public init(run: Int, values: [AxisValue]) {
    self.run = run
    self.values = values
  }

  public func value(of axis: Axis) -> String? { values.first { $0.axis == axis }?.value }
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
