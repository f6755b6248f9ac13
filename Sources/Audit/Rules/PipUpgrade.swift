extension AuditRule {
  static let pipUpgrade = AuditRule(
    "pip-upgrade", .warning,
    title: "pip install --upgrade takes the newest version.",
    why: "Even what the base image has is replaced by whatever the index has on the day of the build.",
    fix: "Name the version, as pip install pip==25.2, or leave out what the base image has.",
    bad: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir --no-compile -U pip\n",
      line: 3),
    good: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir --no-compile pip==25.2\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard let pip = PipInstall(place.command), pip.upgrades else { return nil }
        let names = pip.unpinned(subject.words(pip.requirements, place))
        if !names.isEmpty { return Hit(place.command.line, "--upgrade takes the newest \(PackageName.list(names))") }
        guard !pip.requirementFiles.isEmpty, !pip.requiresHashes(place.run, place.command) else { return nil }
        return Hit(place.command.line, "--upgrade takes the newest version that the file admits")
      }
    })
}
