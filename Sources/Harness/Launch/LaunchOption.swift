/// What a launcher does to itself before it becomes another program.
///
/// Namespaces, the user and the personality belong to a process from its start on, and a process with several threads
/// cannot leave its namespaces; so a small process takes them on and then executes the program.
enum LaunchOption: Hashable, Sendable {
  /// New names for host and domain, in a namespace of its own.
  case host(String, domain: String)
  /// No network but an unconfigured loopback.
  case networkOff
  case oneProcessor
  case fixedAddresses
  /// The user and group id to run as; without root, the id that is seen inside a user namespace.
  case user(UInt32)
  /// A terminal as standard input.
  case terminal
  case directory(String)
  /// The resource limits of whoever started the worker, as ``ResourceLimits`` spells them.
  case resourceLimits(String)

  /// As an argument of the launcher.
  var argument: String {
    switch self {
    case .host(let host, let domain): "host=\(host),\(domain)"
    case .networkOff: "network=off"
    case .oneProcessor: "cpus=1"
    case .fixedAddresses: "aslr=off"
    case .user(let id): "user=\(id)"
    case .terminal: "stdin=terminal"
    case .directory(let path): "directory=\(path)"
    case .resourceLimits(let text): "limits=\(text)"
    }
  }

  init?(argument: String) {
    guard let equal = argument.firstIndex(of: "=") else { return nil }
    let value = String(argument[argument.index(after: equal)...])
    switch (argument[..<equal], value) {
    case ("host", _):
      let names = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard names.count == 2 else { return nil }
      self = .host(names[0], domain: names[1])
    case ("network", "off"): self = .networkOff
    case ("cpus", "1"): self = .oneProcessor
    case ("aslr", "off"): self = .fixedAddresses
    case ("user", _):
      guard let id = UInt32(value) else { return nil }
      self = .user(id)
    case ("stdin", "terminal"): self = .terminal
    case ("directory", _): self = .directory(value)
    case ("limits", _): self = .resourceLimits(value)
    default: return nil
    }
  }
}
