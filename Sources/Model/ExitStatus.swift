/// The documented exit statuses.
public enum ExitStatus: Int32, CaseIterable, Sendable {
  case asExpected = 0
  case difference = 1
  case usage = 2
  case nondeterminism = 3
  case nothingSelected = 4
  case incomplete = 5
  case repository = 6
  case environment = 7
  case internalFault = 125

  public init(_ domain: Breakdown.Domain) {
    switch domain {
    case .usage: self = .usage
    case .selection: self = .nothingSelected
    case .repository: self = .repository
    case .environment: self = .environment
    case .internal: self = .internalFault
    }
  }

  /// What it says, in the words of `--help` and of the manual.
  public var meaning: String {
    switch self {
    case .asExpected: "as expected"
    case .difference: "a difference or a failed assertion"
    case .usage: "usage, or an invalid scenario"
    case .nondeterminism: "only nondeterminism found"
    case .nothingSelected: "nothing selected"
    case .incomplete: "incomplete: a shard is missing, there twice or was ended early"
    case .repository: "the repository could not be read"
    case .environment: "this machine could not do it: disk, permission, time, missing tool"
    case .internalFault: "an internal fault: please report it"
    }
  }

  /// What statuses from 129 on say: 128 and the number of a signal.
  public static let signalMeaning = "ended by signal n"
}
