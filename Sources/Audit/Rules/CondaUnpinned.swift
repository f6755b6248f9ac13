extension AuditRule {
  static let condaUnpinned = AuditRule(
    "conda-unpinned", .warning,
    title: "conda or mamba installs packages without a version, or updates them.",
    why: "The solver takes the newest that fit from channels that change every day.",
    fix: "Write name=version=build, or create the environment from an explicit lock (conda-lock).",
    bad: Example(
      "FROM \(Sample.debian)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN conda install -y -c conda-forge numpy\n", line: 3),
    good: Example(
      "FROM \(Sample.debian)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN conda install -y -c conda-forge numpy=2.3.2\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard ["conda", "mamba", "micromamba"].contains(place.command.program) else { return nil }
        let options = CommandOptions(
          place.command.arguments,
          valued: [
            "-n", "--name", "-p", "--prefix", "-c", "--channel", "-f", "--file", "--solver", "--platform", "--subdir",
            "--repodata-fn", "-r", "--root-prefix",
          ])
        switch options.verb {
        case "update", "upgrade":
          return Hit(place.command.line, "\(place.command.program) update takes the newest versions")
        case "install", "create":
          let names = options.operands.dropFirst().filter { word in
            !word.isOpaque && !word.text.contains("=") && !word.isDynamic && !PackageName.isPath(word.text)
              || word.text.contains(">")
          }.map(\.text)
          return names.isEmpty ? nil : Hit(place.command.line, "no version for \(PackageName.list(names))")
        default: return nil
        }
      }
    })
}
