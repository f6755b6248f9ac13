extension AuditRule {
  static let dockerfileUnreadable = AuditRule(
    "dockerfile-unreadable", .error,
    title: "The Dockerfile cannot be read.",
    why: "There is no build to repeat.",
    fix: "Mend the line; the message is about the first mistake only.",
    bad: Example("FROM \(Sample.debian)\nCOPPY a /\n", line: 2),
    good: Example("FROM \(Sample.debian)\nCOPY a /\n"),
    check: .reading(.dockerfile))
}
