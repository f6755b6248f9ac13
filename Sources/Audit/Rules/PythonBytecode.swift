extension AuditRule {
  static let pythonBytecode = AuditRule(
    "python-bytecode", .warning,
    title: "Python runs in the build without PYTHONDONTWRITEBYTECODE.",
    why: "Whatever it imports is compiled into .pyc files beside the sources, each with a time in it.",
    fix: "Set ENV PYTHONDONTWRITEBYTECODE=1 before the first RUN in which Python runs.",
    bad: Example("FROM \(Sample.python)\nRUN pip install --no-cache-dir --no-compile requests==2.32.4\n", line: 2),
    good: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir --no-compile requests==2.32.4\n"
    ),
    check: .dockerfile { subject in
      subject.stages.flatMap { stage -> [Hit] in
        // One a stage: one ENV mends all of them.
        for run in stage.runs where !removesBytecode(run) {
          for command in run.commands where runsPython(command) {
            let isPrevented = ["PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"].contains {
              run.isSet($0, for: command)
            }
            if isPrevented { continue }
            return [Hit(command.line, "\(command.program) runs and leaves .pyc files with times in them")]
          }
        }
        return []
      }
    })

  private static func runsPython(_ command: RunCommand) -> Bool {
    let texts = command.texts
    if PythonProgram.isInterpreter(command.program) {
      // One line of code imports little that is not compiled yet.
      guard let first = texts.first, !first.hasPrefix("-c"), !texts.contains("-B") else { return false }
      return !["-V", "-VV", "--version", "-h", "--help"].contains(first)
    }
    guard let verb = texts.first(where: { !$0.hasPrefix("-") }) else { return false }
    if command.isProgram("pip") { return ["install", "wheel", "download", "uninstall"].contains(verb) }
    switch command.program {
    case "poetry", "pipenv", "pdm", "conda":
      return ["install", "sync", "run", "build", "env", "export", "create"].contains(verb)
    case "manage.py", "django-admin": return true
    case "venv", "virtualenv", "ensurepip", "build": return true
    default: return false
    }
  }

  private static func removesBytecode(_ run: RunInstruction) -> Bool {
    run.commands.contains { command in
      (command.program == "find" || command.program == "rm")
        && command.texts.contains { $0.contains(".pyc") || $0.contains(".py[co]") || $0.contains("__pycache__") }
    }
  }
}
