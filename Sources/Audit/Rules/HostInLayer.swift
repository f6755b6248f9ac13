extension AuditRule {
  static let hostInLayer = AuditRule(
    "host-in-layer", .error,
    title: "The name or the kernel of the build's machine goes into the image.",
    why: "Every build container has another host name, and every machine may have another kernel.",
    fix: "Leave it out, or give a fixed text with ARG.",
    bad: Example("FROM \(Sample.debian)\nRUN echo \"built on $(hostname)\" > /built\n", line: 2),
    good: Example("FROM \(Sample.debian)\nARG BUILDER=ci\nRUN echo \"built on $BUILDER\" > /built\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        let command = place.command
        if command.program == "hostname", !command.isOnlyShown {
          return Hit(command.line, "hostname is another one in every build")
        }
        if command.program == "uname", !command.isOnlyShown {
          let options = CommandOptions(command.arguments)
          guard options.has("-a", "-r", "-n", "-v", "--all", "--nodename", "--kernel-release", "--kernel-version")
          else {
            return nil
          }
          return Hit(command.line, "uname describes the machine that builds")
        }
        guard !command.isEchoOnly, command.allWords.contains(where: { $0.variables.contains("HOSTNAME") }),
          place.run.assigned("HOSTNAME", before: command) == nil,
          subject.defaults["HOSTNAME"] == nil
        else { return nil }
        return Hit(command.line, "$HOSTNAME is another one in every build")
      }
    })
}
