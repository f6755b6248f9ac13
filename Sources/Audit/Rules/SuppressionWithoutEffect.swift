extension AuditRule {
  static let suppressionWithoutEffect = AuditRule(
    "suppression-without-effect", .warning,
    title: "There is nothing to ignore where a finding is to be ignored.",
    why: "A comment that outlives its finding hides the next one of its kind.",
    fix: "Remove the comment, or move it right above the instruction that it is about.",
    bad: Example("# lockstep: ignore=apt-unpinned the mirror never changes\nFROM \(Sample.debian)\n"),
    good: Example("# lockstep: ignore=platform-not-stated all machines that build are alike\nFROM \(Sample.debian)\n"),
    check: .reading(.dockerfile))
}
