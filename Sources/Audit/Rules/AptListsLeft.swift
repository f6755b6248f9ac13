extension AuditRule {
  static let aptListsLeft = AuditRule(
    "apt-lists-left", .warning,
    title: "apt's package lists stay in the layer.",
    why:
      "The lists hold the archive's state of the hour, so the layer differs even when the same packages are installed.",
    fix: "End the RUN with rm -rf /var/lib/apt/lists/*, or keep the lists in a cache mount.",
    bad: Example("FROM \(Sample.debian)\nRUN apt-get update && apt-get install -y curl=7.88.1-10\n", line: 2),
    good: Example(
      "FROM \(Sample.debian)\nRUN apt-get update && apt-get install -y curl=7.88.1-10 && rm -rf /var/lib/apt/lists/*\n"),
    check: .dockerfile { subject in
      subject.shippedRuns.compactMap { run in
        guard
          let update = run.commands.first(where: { command in
            ["apt-get", "apt", "aptitude"].contains(command.program)
              && CommandOptions(command.arguments, valued: ["-o", "-c", "-t"]).verb == "update"
          }),
          !run.hasCache(for: "/var/lib/apt/lists"), !run.removes(["/var/lib/apt"])
        else { return nil }
        return Hit(update.line, "what apt-get update fetches stays in the layer")
      }
    })
}
