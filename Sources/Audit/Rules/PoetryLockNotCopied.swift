extension AuditRule {
  static let poetryLockNotCopied = AuditRule(
    "poetry-lock-not-copied", .warning,
    title: "poetry install runs without poetry.lock.",
    why: "Without its lock Poetry resolves all dependencies anew and takes the newest that fit.",
    fix: "Copy poetry.lock before it, commit it, and keep it out of the ignore file.",
    bad: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY pyproject.toml ./\nRUN poetry install\n", line: 4),
    good: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install\n"),
    check: .dockerfile { subject in
      let locks = LockFiles(subject, name: "poetry.lock")
      return subject.commands.compactMap { place in
        guard place.command.program == "poetry", !place.run.isTrigger,
          ["install", "sync"].contains(
            CommandOptions(place.command.arguments, valued: ["-C", "-P", "--directory"]).verb),
          !locks.mayBeThere(for: place)
        else { return nil }
        return Hit(place.command.line, "no poetry.lock is there when poetry install runs")
      }
    })
}
