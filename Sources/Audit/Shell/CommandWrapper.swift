/// A program that starts the one named in its arguments, as `sudo` does.
struct CommandWrapper: Sendable {
  /// Options whose value is the next word.
  var valued: Set<String> = []
  /// Operands of its own before the program, as the user of `gosu`.
  var operands = 0
  /// Options with which it starts nothing.
  var queries: Set<String> = []
  /// Whether `NAME=value` may come before the program.
  var takesAssignments = false

  static let all: [String: CommandWrapper] = [
    "sudo": CommandWrapper(
      valued: ["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-U", "-D", "-R", "-T", "--user", "--group"],
      takesAssignments: true),
    "doas": CommandWrapper(valued: ["-u", "-C"]),
    "env": CommandWrapper(valued: ["-u", "-C", "--unset", "--chdir"], takesAssignments: true),
    "exec": CommandWrapper(valued: ["-a"]),
    "command": CommandWrapper(queries: ["-v", "-V"]),
    "builtin": CommandWrapper(),
    "nohup": CommandWrapper(),
    "setsid": CommandWrapper(),
    "eatmydata": CommandWrapper(),
    "fakeroot": CommandWrapper(),
    "catchsegv": CommandWrapper(),
    "linux32": CommandWrapper(),
    "linux64": CommandWrapper(),
    "nice": CommandWrapper(valued: ["-n", "--adjustment"]),
    "ionice": CommandWrapper(valued: ["-c", "-n", "-p"]),
    "stdbuf": CommandWrapper(valued: ["-i", "-o", "-e"]),
    "timeout": CommandWrapper(valued: ["-k", "-s", "--kill-after", "--signal"], operands: 1),
    "gosu": CommandWrapper(operands: 1),
    "su-exec": CommandWrapper(operands: 1),
    "setpriv": CommandWrapper(),
    "chroot": CommandWrapper(operands: 1),
    "setarch": CommandWrapper(operands: 1),
    "busybox": CommandWrapper(),
    "corepack": CommandWrapper(queries: ["enable", "prepare", "install", "use", "up", "disable"]),
    "xargs": CommandWrapper(
      valued: [
        "-n", "-P", "-I", "-L", "-d", "-E", "-s", "-a", "--max-args", "--max-procs", "--arg-file", "--delimiter",
      ]),
  ]

  /// The program's words and the assignments before it; nil when it starts nothing.
  func unwrapped(_ arguments: ArraySlice<ShellWord>) -> (words: ArraySlice<ShellWord>?, assignments: [ShellWord]) {
    var rest = arguments
    var assignments: [ShellWord] = []
    var left = operands
    while let word = rest.first {
      if queries.contains(word.text) { return (nil, []) }
      if word.text == "--" {
        rest = rest.dropFirst()
        continue
      }
      if word.text.hasPrefix("-"), word.text.utf8.count > 1 || takesAssignments {
        rest = rest.dropFirst(valued.contains(word.text) ? 2 : 1)
      } else if takesAssignments, word.assignedName != nil {
        assignments.append(word)
        rest = rest.dropFirst()
      } else if left > 0 {
        left -= 1
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return (rest.isEmpty ? nil : rest, assignments)
  }

  /// What tools such as `poetry run` start; unlike a wrapper, they do something of their own as well.
  static func running(_ program: String, _ arguments: ArraySlice<ShellWord>) -> ArraySlice<ShellWord>? {
    guard ["poetry", "pipenv", "pdm", "uv", "hatch", "rye", "conda", "mamba", "micromamba"].contains(program),
      let first = arguments.first, first.text == "run"
    else { return nil }
    let wrapper = CommandWrapper(
      valued: [
        "-n", "-p", "--name", "--prefix", "--with", "--python", "--project", "--directory", "--extra", "--group",
      ])
    return wrapper.unwrapped(arguments.dropFirst()).words
  }
}
