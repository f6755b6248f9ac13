internal import ContainerFiles

extension AuditRule {
  static let daemonMirror = AuditRule(
    "daemon-registry-mirror", .warning,
    title: "The daemon asks a mirror of Docker Hub first.",
    why:
      "A mirror answers with the image a tag stood for when it last looked, so two machines build upon different images.",
    fix: "Name base images by digest, for which every mirror has the same answer, or take the mirror out.",
    bad: Example(
      "{\n  \"features\": { \"containerd-snapshotter\": true },\n  \"registry-mirrors\": [\"https://mirror.example.org\"]\n}\n",
      line: 3),
    good: Example("{\n  \"features\": { \"containerd-snapshotter\": true }\n}\n"),
    check: .daemon { settings in
      guard let mirrors = settings.registryMirrors, let first = mirrors.values.first else { return [] }
      return [Hit(mirrors.line, "tags are answered by \(first)")]
    })
}
