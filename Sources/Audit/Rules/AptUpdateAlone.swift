extension AuditRule {
  static let aptUpdateAlone = AuditRule(
    "apt-update-alone", .warning,
    title: "apt-get update has a layer of its own.",
    why:
      "The layer comes from the cache on one machine and is new on another, so the installations that follow see lists of different days.",
    fix: "Write apt-get update && apt-get install … in one RUN.",
    bad: Example("FROM \(Sample.debian)\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\n", line: 2),
    good: Example(
      "FROM \(Sample.debian)\nRUN apt-get update && apt-get install -y curl=7.88.1-10 && rm -rf /var/lib/apt/lists/*\n"),
    check: .dockerfile { subject in
      subject.stages.flatMap(\.runs).compactMap { run in
        let verbs = run.commands.compactMap { command in
          ["apt-get", "apt", "aptitude"].contains(command.program)
            ? (verb: CommandOptions(command.arguments, valued: ["-o", "-c", "-t"]).verb, line: command.line) : nil
        }
        guard let update = verbs.first(where: { $0.verb == "update" }), verbs.allSatisfy({ $0.verb == "update" }),
          // What is in a cache is seen by the RUNs that have the same cache.
          !run.hasCache(for: "/var/lib/apt/lists"),
          // Other programs that install, and scripts in which an installation may be.
          !run.commands.contains(where: { isInstaller($0) })
        else { return nil }
        return Hit(update.line, "the lists are fetched in a layer of their own")
      }
    })

  private static func isInstaller(_ command: RunCommand) -> Bool {
    let programs: Set<String> = [
      "gdebi", "mk-build-deps", "apt-cache", "apt-file", "apt-mark", "add-apt-repository", "playwright",
    ]
    return programs.contains(command.program) || command.program.hasSuffix(".sh")
      || CommandReader.shells.contains(command.program) || command.program.hasPrefix("$")
      || command.texts.contains("apt-get") || command.texts.contains("install")
  }
}
