/// The documented exit statuses.
public enum ExitStatus: Int32, Sendable {
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
}
