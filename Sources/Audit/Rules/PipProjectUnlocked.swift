extension AuditRule {
  static let pipProjectUnlocked = AuditRule(
    "pip-project-unlocked", .note,
    title: "pip installs the project with its dependencies, and nothing pins them.",
    why: "A project's metadata mostly gives ranges, and the newest versions in them are taken.",
    fix: "Install the pinned requirements first and the project with --no-deps, or give constraints with -c.",
    bad: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY src pyproject.toml ./\nRUN pip install --no-cache-dir --no-compile .\n",
      line: 4),
    good: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY src pyproject.toml requirements.txt ./\nRUN pip install --no-cache-dir --no-compile --require-hashes -r requirements.txt && pip install --no-cache-dir --no-compile --no-deps .\n"
    ),
    check: .dockerfile { subject in
      // With everything installed before, there is nothing left to choose.
      let prepared = subject.stages.map { stage in stage.runs.first { $0.commands.contains(where: installsAll) }?.index
      }
      return subject.commands.compactMap { place in
        guard let project = PipInstall(place.command)?.projects.first,
          !subject.isDone(prepared, before: place.run.index + 1, of: place.stage)
        else { return nil }
        return Hit(place.command.line, "what \(project) depends on is chosen on the day of the build")
      }
    })

  private static func installsAll(_ command: RunCommand) -> Bool {
    if let pip = PipInstall(command) { return !pip.requirementFiles.isEmpty }
    return ["uv", "poetry", "pipenv", "pdm"].contains(command.program)
      && ["sync", "install"].contains(CommandOptions(command.arguments).verb)
  }
}
