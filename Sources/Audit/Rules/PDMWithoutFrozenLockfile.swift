extension AuditRule {
  static let pdmWithoutFrozenLock = AuditRule(
    "pdm-without-frozen-lockfile", .warning,
    title: "pdm install runs without --frozen-lockfile.",
    why: "A pdm.lock that is missing or does not fit pyproject.toml is resolved anew.",
    fix: "Use pdm install --frozen-lockfile, or pdm sync.",
    bad: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY pyproject.toml pdm.lock ./\nRUN pdm install --prod\n",
      line: 4),
    good: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY pyproject.toml pdm.lock ./\nRUN pdm install --prod --frozen-lockfile\n"
    ),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard place.command.program == "pdm" else { return nil }
        let options = CommandOptions(place.command.arguments, valued: ["-G", "--group", "-L", "--lockfile", "-p"])
        guard options.verb == "install", !options.has("--frozen-lockfile", "--no-lock", "--check"),
          !place.run.isSet("PDM_FROZEN_LOCKFILE", for: place.command)
        else { return nil }
        return Hit(place.command.line, "pdm install may write a new lock")
      }
    })
}
