extension AuditRule {
  static let daemonUnreadable = AuditRule(
    "daemon-unreadable", .error,
    title: "daemon.json cannot be read.",
    why: "The daemon does not start with it.",
    fix: "Mend the line; the message is about the first mistake only.",
    bad: Example("{\n  \"debug\": [\n", line: 3),
    good: Example("{\n  \"features\": { \"containerd-snapshotter\": true }\n}\n"),
    check: .reading(.daemon))
}
