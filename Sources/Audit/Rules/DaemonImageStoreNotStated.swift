internal import ContainerFiles

extension AuditRule {
  static let daemonImageStore = AuditRule(
    "daemon-image-store-not-stated", .note,
    title: "The image store is not stated.",
    why:
      "The default changed between versions of Docker, and the same image has another id in the one store than in the other.",
    fix: "State \"features\": { \"containerd-snapshotter\": true } on every machine that builds.",
    bad: Example("{\n  \"debug\": true\n}\n", line: 1),
    good: Example("{\n  \"features\": { \"containerd-snapshotter\": true }\n}\n"),
    check: .daemon { settings in
      settings.features["containerd-snapshotter"] == nil
        ? [Hit(1, "the version of Docker decides which store is used")] : []
    })
}
