extension AuditRule {
  static let systemUpgraded = AuditRule(
    "system-upgraded", .warning,
    title: "The distribution's packages are upgraded in the build.",
    why:
      "Every installed package becomes whatever is newest on the day of the build, a digest of the base image or not.",
    fix: "Take a newer base image instead, by its digest, and let a bot renew it.",
    bad: Example("FROM \(Sample.debian)\nRUN \(Sample.aptCache) apt-get update && apt-get upgrade -y\n", line: 2),
    good: Example("FROM \(Sample.debian)\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        let command = place.command
        let options = CommandOptions(command.arguments, valued: ["-o", "-t", "-c"])
        switch (command.program, options.verb) {
        case ("apt-get", "upgrade"), ("apt-get", "dist-upgrade"), ("apt", "upgrade"), ("apt", "full-upgrade"),
          ("apk", "upgrade"), ("dnf", "update"), ("dnf", "upgrade"), ("yum", "update"), ("yum", "upgrade"),
          ("microdnf", "update"), ("microdnf", "upgrade"), ("tdnf", "update"), ("zypper", "update"), ("zypper", "up"),
          ("zypper", "dup"):
          guard !subject.usesSnapshot(place) else { return nil }
          return Hit(command.line, "\(command.program) \(options.verb) takes whatever is newest today")
        default: return nil
        }
      }
    })
}
