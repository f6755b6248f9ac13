/// What makes the runs of a scenario disagree about one fingerprint, found out by further runs.
public struct Guilt: Hashable, Sendable, Codable {
  public enum Finding: Hashable, Sendable, Codable {
    /// These axes together and no fewer: from the first value of each to the second.
    case axes([Change])
    /// Under the same conditions there were `distinct` results in `runs` runs.
    case noOutsideCause(distinct: Int, runs: Int)
    /// The search ended before it could tell; why.
    case undecided(String)
  }

  public struct Change: Hashable, Sendable, Codable {
    public var axis: Axis
    public var from: String
    public var to: String

    public init(axis: Axis, from: String, to: String) {
      self.axis = axis
      self.from = from
      self.to = to
    }
  }

  /// The subject of the fingerprint, and its scheme.
  public var subject: String
  public var scheme: String
  public var finding: Finding
  /// Of the runs in which only these axes, or these and others, had one of the two values: how many had the result
  /// that goes with it.
  public var agreeing: Int
  public var total: Int

  public init(subject: String, scheme: String, finding: Finding, agreeing: Int, total: Int) {
    self.subject = subject
    self.scheme = scheme
    self.finding = finding
    self.agreeing = agreeing
    self.total = total
  }
}
