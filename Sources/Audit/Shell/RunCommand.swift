/// A program that a `RUN` starts, with its arguments: what rules look at.
struct RunCommand: Sendable {
  /// The file's name without its directories: `pip` for `/venv/bin/pip`; the module of `python -m MODULE`.
  let program: String
  let arguments: [ShellWord]
  /// `NAME=value` in front, those of `env` included.
  let assignments: [ShellWord]
  let redirections: [SimpleCommand.Redirection]
  /// The bodies of its heredocs.
  var documents: [String] = []
  /// Where the program's name stands, counted from 1.
  let line: Int
  let isPiped: Bool
  /// Whether its output becomes part of another command.
  let isSubstitution: Bool
  /// Whether what it writes is only seen by who watches the build.
  let isOnlyShown: Bool

  /// The arguments as plain text.
  var texts: [String] { arguments.map(\.text) }

  /// Whether it writes into a file of the image.
  var writesFile: Bool {
    redirections.contains { $0.sign.hasPrefix(">") && !$0.sign.hasSuffix("&") && !$0.target.text.hasPrefix("/dev/") }
  }

  /// Everything the shell puts variables or substitutions into.
  var allWords: [ShellWord] { assignments + arguments + redirections.map(\.target) }

  /// Whether it only prints, for who watches the build to see.
  var isEchoOnly: Bool { ["echo", "printf"].contains(program) && isOnlyShown }

  func assigns(_ name: String) -> Bool {
    assignments.contains { $0.assignedName == name }
      || ["export", "declare", "local"].contains(program) && arguments.contains { $0.assignedName == name }
  }

  /// Whether the program is `name`, perhaps with a version: `pip`, `pip3`, `pip3.11`, `pip-3`.
  func isProgram(_ name: String) -> Bool {
    guard program.hasPrefix(name) else { return false }
    return program.utf8.dropFirst(name.utf8.count).allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
  }
}

extension RunCommand {
  /// The same with another place, for what has none of its own.
  func at(_ line: Int) -> RunCommand {
    RunCommand(
      program: program, arguments: arguments, assignments: assignments, redirections: redirections,
      documents: documents, line: line,
      isPiped: isPiped, isSubstitution: isSubstitution, isOnlyShown: isOnlyShown)
  }
}
