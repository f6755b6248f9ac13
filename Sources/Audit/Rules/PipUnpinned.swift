extension AuditRule {
  static let pipUnpinned = AuditRule(
    "pip-unpinned", .warning,
    title: "pip installs packages without an exact version.",
    why: "The newest version that fits is taken, so a release on the index changes the next build.",
    fix: "Write name==version, or install from a requirements file that pins everything (-r, with hashes).",
    bad: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir --no-compile requests\n",
      line: 3),
    good: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir --no-compile requests==2.32.4\n"
    ),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard let pip = PipInstall(place.command), !pip.upgrades else { return nil }
        let names = pip.unpinned(subject.words(pip.requirements, place))
        return names.isEmpty ? nil : Hit(place.command.line, "no exact version for \(PackageName.list(names))")
      }
    })
}
