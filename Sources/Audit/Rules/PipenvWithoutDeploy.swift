extension AuditRule {
  static let pipenvWithoutDeploy = AuditRule(
    "pipenv-without-deploy", .warning,
    title: "pipenv install runs without --deploy.",
    why: "A Pipfile.lock that does not fit the Pipfile is resolved anew instead of refused.",
    fix: "Use pipenv install --deploy, or pipenv sync.",
    bad: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY Pipfile Pipfile.lock ./\nRUN pipenv install --system\n",
      line: 4),
    good: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY Pipfile Pipfile.lock ./\nRUN pipenv install --system --deploy\n"
    ),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard place.command.program == "pipenv" else { return nil }
        let options = CommandOptions(place.command.arguments, valued: ["--python", "-r", "-e", "-i", "--index"])
        guard options.verb == "install", !options.has("--deploy", "--ignore-pipfile") else { return nil }
        return Hit(place.command.line, "pipenv install may write a new lock")
      }
    })
}
