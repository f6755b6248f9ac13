extension AuditRule {
  static let pipWithoutHashes = AuditRule(
    "pip-without-hashes", .note,
    title: "pip installs without --require-hashes.",
    why:
      "One version can have several files, and their dependencies are open unless every one is listed with its hash.",
    fix: "Compile the requirements with hashes (pip-compile --generate-hashes, uv export) and add --require-hashes.",
    bad: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir --no-compile -r requirements.txt\n",
      line: 4),
    good: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir --no-compile --require-hashes -r requirements.txt\n"
    ),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard let pip = PipInstall(place.command), !pip.isLocal, !pip.requiresHashes(place.run, place.command) else {
          return nil
        }
        return Hit(
          place.command.line,
          pip.requirementFiles.isEmpty
            ? "what is installed is not compared with hashes"
            : "what is installed is only compared with hashes where the file has some")
      }
    })
}
