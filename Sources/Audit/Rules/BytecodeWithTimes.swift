extension AuditRule {
  static let bytecodeWithTimes = AuditRule(
    "bytecode-with-times", .warning,
    title: "Python sources are compiled with times in the result.",
    why:
      "Each .pyc holds the time at which its source was unpacked; PYTHONDONTWRITEBYTECODE keeps neither pip nor compileall from writing them.",
    fix:
      "Use pip install --no-compile (compileall --invalidation-mode checked-hash), or declare ARG SOURCE_DATE_EPOCH, with which hashes take the place of times.",
    bad: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir requests==2.32.4\n", line: 3
    ),
    good: Example(
      "FROM \(Sample.python)\nARG SOURCE_DATE_EPOCH\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir requests==2.32.4\n"
    ),
    check: .dockerfile { subject in
      subject.stages.flatMap { stage -> [Hit] in
        // One a stage: the answer is the same for all of them.
        for run in stage.runs {
          for command in run.commands {
            guard !run.isSet("SOURCE_DATE_EPOCH", for: command), compiles(run, command) else { continue }
            return [Hit(command.line, "\(command.program) writes .pyc files with times in them")]
          }
        }
        return []
      }
    })

  private static func compiles(_ run: RunInstruction, _ command: RunCommand) -> Bool {
    if command.program == "compileall" || command.program == "py_compile" {
      return !command.texts.contains { $0.contains("hash") }
    }
    if command.program == "uv" {
      guard ["sync", "pip"].contains(command.texts.first ?? "") else { return false }
      return command.texts.contains { $0 == "--compile-bytecode" || $0 == "--compile" }
        || run.isSet("UV_COMPILE_BYTECODE", for: command)
    }
    guard let pip = PipInstall(command) else { return false }
    // pip takes the variable for the value of "compile", whichever of the two names it has.
    let values = ["PIP_NO_COMPILE", "PIP_COMPILE"].compactMap { run.value(of: $0, for: command) }
    return !pip.options.has("--no-compile")
      && !values.contains { ["0", "false", "no", "off"].contains($0.lowercased()) }
  }
}
