internal import ContainerFiles

/// A `RUN` with the commands it starts.
struct RunInstruction: Sendable {
  /// Its place among the stage's instructions.
  let index: Int
  let line: Int
  let commands: [RunCommand]
  let mounts: [MountOptions]
  /// What rules ask for among the variables that it sees: `ENV` and `ARG` before it, those of earlier stages included.
  let environment: Environment
  let isTrigger: Bool
  /// The variables that the script itself sets, with the line where it first does.
  private let assigned: [String: (line: Int, value: String)]

  init(
    index: Int, line: Int, commands: [RunCommand], mounts: [MountOptions], environment: Environment,
    isTrigger: Bool
  ) {
    self.index = index
    self.line = line
    self.commands = commands
    self.mounts = mounts
    self.environment = environment
    self.isTrigger = isTrigger
    var assigned: [String: (line: Int, value: String)] = [:]
    for command in commands where command.program == "export" || command.program.isEmpty {
      for word in command.program.isEmpty ? command.assignments : command.arguments {
        if let name = word.assignedName, assigned[name] == nil { assigned[name] = (command.line, word.assignedValue) }
      }
    }
    self.assigned = assigned
  }

  /// Whether a variable has a value for `command`, be it from the stage, from the same script or from before it.
  func isSet(_ name: String, for command: RunCommand) -> Bool {
    value(of: name, for: command).map { !$0.isEmpty } ?? false
  }

  func value(of name: String, for command: RunCommand) -> String? {
    if let word = command.assignments.last(where: { $0.assignedName == name }) { return word.assignedValue }
    return assigned(name, before: command) ?? environment.values[name]
  }

  /// What the script itself gives a variable.
  func assigned(_ name: String, before command: RunCommand) -> String? {
    guard let found = assigned[name], found.line <= command.line else { return nil }
    return found.value
  }

  /// Whether something in the same `RUN` removes what is below `directory`.
  func removes(_ directories: [String]) -> Bool {
    commands.contains { command in
      let text = command.texts
      switch command.program {
      case "rm": break
      case "find": guard text.contains("-delete") || text.contains("rm") else { return false }
      default: return false
      }
      return text.contains { argument in
        directories.contains { argument.hasPrefix($0) || Self.isPattern(argument, for: $0) }
      }
    }
  }

  /// `/var/lib/{apt,dpkg}` and `/var/lib/*`, as far as that can be said without the files.
  private static func isPattern(_ argument: String, for directory: String) -> Bool {
    guard let special = argument.utf8.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "*") }) else {
      // What is above goes with all that is in it.
      return argument.utf8.count > 1 && directory.hasPrefix(argument.hasSuffix("/") ? argument : argument + "/")
    }
    let prefix = argument[..<special]
    guard prefix.utf8.count > 1, directory.hasPrefix(prefix) else { return false }
    guard argument.utf8[special] == UInt8(ascii: "{") else { return true }
    let part = directory.dropFirst(prefix.count).prefix { $0 != "/" }
    return argument[special...].split(whereSeparator: { "{,}/".contains($0) }).contains(part)
  }

  func hasCache(for directory: String) -> Bool { mounts.contains { $0.keepsOut(directory) } }
}
