/// A condition of a run that Lockstep changes from run to run.
public enum Axis: String, Hashable, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  case path
  case umask
  case timezone
  case locale
  case home
  case user
  case environment
  case hashSeed = "hash-seed"
  case order
  case directoryOrder = "directory-order"
  case mtimes
  case clock
  case cpus
  case threads
  case aslr
  case host
  case network
  case filesystem
  case stdin
  case checkout

  /// The axes that vary when a scenario does not say which.
  ///
  /// - Parameter building: whether something is built; without it, what only a build can notice stays as it is.
  public static func usual(building: Bool) -> [Axis] {
    allCases.filter { axis in axis != .clock && (building || !axis.description.needsBuild) }
  }

  /// Every value the axis takes, the usual one first.
  public var values: [String] { description.values }
}
