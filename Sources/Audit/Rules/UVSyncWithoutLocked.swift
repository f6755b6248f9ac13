extension AuditRule {
  static let uvSyncWithoutLocked = AuditRule(
    "uv-sync-without-locked", .warning,
    title: "uv sync runs without --locked or --frozen.",
    why: "A uv.lock that is missing or does not fit pyproject.toml is resolved anew instead of refused.",
    fix: "Use uv sync --locked, or --frozen where pyproject.toml is not there yet.",
    bad: Example("FROM \(Sample.python)\nCOPY pyproject.toml uv.lock ./\nRUN uv sync\n", line: 3),
    good: Example("FROM \(Sample.python)\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard place.command.program == "uv" else { return nil }
        let options = CommandOptions(
          place.command.arguments,
          valued: ["--extra", "--group", "--no-group", "--only-group", "--package", "--directory", "--project", "-p"])
        guard options.verb == "sync", !options.has("--locked", "--frozen", "--check"),
          !place.run.isSet("UV_LOCKED", for: place.command), !place.run.isSet("UV_FROZEN", for: place.command)
        else { return nil }
        return Hit(place.command.line, "uv sync may write a new lock")
      }
    })
}
