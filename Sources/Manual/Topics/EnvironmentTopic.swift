extension HelpTopic {
  static let environment = HelpTopic(
    name: "environment", summary: "every variable of the environment that is read",
    blocks: [
      .terms(EnvironmentVariable.all.map { ($0.name, $0.meaning) }),
      .paragraph(
        """
        Runs see none of yours but PATH, which is fixed, and what their conditions set: HOME, TMPDIR, TZ, LANG, LC_ALL, \
        SOURCE_DATE_EPOCH, and what a scenario names under build.env.
        """),
    ])
}
