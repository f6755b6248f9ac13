extension AuditRule {
  static let noSourceDateEpoch = AuditRule(
    "no-source-date-epoch", .note,
    title: "No stage declares ARG SOURCE_DATE_EPOCH.",
    why: "Compilers and archivers that could use one fixed time do not see it and write the time of the build.",
    fix:
      "Declare ARG SOURCE_DATE_EPOCH in stages with a RUN, and build with --build-arg SOURCE_DATE_EPOCH=… and rewrite-timestamp=true.",
    bad: Example("FROM \(Sample.debian)\nRUN make\n"),
    good: Example("FROM \(Sample.debian)\nARG SOURCE_DATE_EPOCH\nRUN make\n"),
    check: .dockerfile { subject in
      guard let stage = subject.stages.last(where: { !$0.runs.isEmpty }) else { return [] }
      let isThere =
        subject.defaults["SOURCE_DATE_EPOCH"] != nil
        || subject.stages.flatMap(\.runs).contains { run in
          run.environment.values["SOURCE_DATE_EPOCH"] != nil
            || run.commands.contains { $0.assigns("SOURCE_DATE_EPOCH") }
        }
      return isThere ? [] : [Hit(stage.line, "commands do not see SOURCE_DATE_EPOCH")]
    })
}
