/// Something could not be found out: neither a pass nor a difference.
public struct Breakdown: Error, Hashable, Sendable, Codable, CustomStringConvertible {
  /// Whose matter it is; decides the exit status.
  public enum Domain: String, Hashable, Sendable, Codable {
    /// The command line or a scenario file (exit 2).
    case usage = "USAGE"
    /// Nothing matched the selection (exit 4).
    case selection = "SELECTION"
    /// The repository cannot be read (exit 6).
    case repository = "REPO"
    /// This machine cannot do it: disk, permission, missing tool, time (exit 7).
    case environment = "ENV"
    /// A fault of Lockstep itself (exit 125).
    case `internal` = "INTERNAL"
  }

  public let domain: Domain
  /// A stable code for the cause, where the domain alone says too little: `ignore.syntax`.
  public let code: String?
  /// What was tried, on what, where, and why it failed: one line, escaped, without a full stop.
  public let message: String
  /// What to do about it.
  public let remedy: String?

  public init(_ domain: Domain, code: String? = nil, _ message: String, remedy: String? = nil) {
    self.domain = domain
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  public var description: String { message + (remedy.map { "; " + $0 } ?? "") }
}
