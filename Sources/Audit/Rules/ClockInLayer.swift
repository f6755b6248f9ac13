extension AuditRule {
  static let clockInLayer = AuditRule(
    "clock-in-layer", .error,
    title: "The time of the build goes into the image.",
    why: "No two builds happen at the same time.",
    fix: "Take the time from outside: ARG SOURCE_DATE_EPOCH and date -u -d @$SOURCE_DATE_EPOCH.",
    bad: Example("FROM \(Sample.debian)\nRUN date > /built\n", line: 2),
    good: Example("FROM \(Sample.debian)\nARG SOURCE_DATE_EPOCH\nRUN date -u -d @$SOURCE_DATE_EPOCH > /built\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        let command = place.command
        if command.program == "date", !command.isOnlyShown, !isGivenTime(command) {
          return Hit(command.line, "date says when the build runs")
        }
        guard !command.isEchoOnly, command.allWords.contains(where: { $0.variables.contains { clocks.contains($0) } })
        else { return nil }
        return Hit(command.line, "the shell's clock is used")
      }
    })

  private static let clocks: Set<String> = ["EPOCHSECONDS", "EPOCHREALTIME"]

  /// Whether date is told which time to print, sets the clock, or is only asked for help.
  private static func isGivenTime(_ command: RunCommand) -> Bool {
    let options = CommandOptions(
      command.arguments, valued: ["-d", "--date", "-r", "--reference", "-f", "--file", "-s"])
    if options.has("-r", "--reference", "-f", "--file", "-s", "--set", "--version", "--help") { return true }
    return options.values("-d", "--date").contains { text in
      !["now", "today", "yesterday", "tomorrow", "ago", "day", "hour", "next"].contains { text.contains($0) }
    }
  }
}
