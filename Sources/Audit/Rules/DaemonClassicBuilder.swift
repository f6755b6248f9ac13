internal import ContainerFiles

extension AuditRule {
  static let daemonClassicBuilder = AuditRule(
    "daemon-classic-builder", .warning,
    title: "BuildKit is switched off.",
    why:
      "The classic builder reads ignore files by other rules and knows neither SOURCE_DATE_EPOCH nor checksums of ADD.",
    fix: "Remove \"buildkit\": false.",
    bad: Example("{\n  \"features\": {\n    \"buildkit\": false\n  }\n}\n", line: 3),
    good: Example("{\n  \"features\": {\n    \"buildkit\": true\n  }\n}\n"),
    check: .daemon { settings in
      guard let setting = settings.features["buildkit"], setting.values == ["false"] else { return [] }
      return [Hit(setting.line, "images are built by the classic builder")]
    })
}
