extension AuditRule {
  static let composeUnreadable = AuditRule(
    "compose-unreadable", .error,
    title: "The compose file cannot be read.",
    why: "There is no build to repeat.",
    fix: "Mend the line; the message is about the first mistake only.",
    bad: Example("services:\n  app: [\n", line: 3),
    good: Example("services:\n  app:\n    build: .\n"),
    check: .reading(.compose))
}
