extension AuditRule {
  static let suppressionWithoutReason = AuditRule(
    "suppression-without-reason", .warning,
    title: "A finding is to be ignored and no reason is given.",
    why: "Nobody can tell later whether the reason still holds, so the finding is reported all the same.",
    fix: "Write the reason behind the codes: # lockstep: ignore=apt-unpinned the snapshot is set by the builder",
    bad: Example("# lockstep: ignore=platform-not-stated\nFROM \(Sample.debian)\n"),
    good: Example("# lockstep: ignore=platform-not-stated all machines that build are alike\nFROM \(Sample.debian)\n"),
    check: .reading(.dockerfile))
}
