internal import Model

extension HelpTopic {
  static let exitStatuses = HelpTopic(
    name: "exit-statuses", summary: "what the exit status says",
    blocks: [
      .terms(ExitStatus.allCases.map { ("\($0.rawValue)", $0.meaning) } + [("128+n", ExitStatus.signalMeaning)]),
      .paragraph(
        """
        Where several hold, the worst counts: a scenario that failed gives 1, also when another disagreed with itself. \
        With --bisect-exit every command gives 0 or 1, or 125 where neither could be found out, as "git bisect run" \
        takes it.
        """),
    ])
}
