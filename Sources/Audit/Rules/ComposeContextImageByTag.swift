internal import ContainerFiles

extension AuditRule {
  static let composeContextImage = AuditRule(
    "compose-context-image-by-tag", .warning,
    title: "An additional build context is an image without a digest.",
    why: "It takes the place of an image in the Dockerfile, and the tag is moved with every rebuild of that image.",
    fix: "Name the digest: docker-image://name:tag@sha256:…",
    bad: Example(
      "services:\n  app:\n    build:\n      context: .\n      additional_contexts:\n        base: docker-image://debian:13\n",
      line: 6),
    good: Example(
      "services:\n  app:\n    build:\n      context: .\n      additional_contexts:\n        base: docker-image://\(Sample.debian)\n"
    ),
    check: .compose { file in
      file.services.flatMap(\.additionalContexts).compactMap { place in
        guard place.text.contains("docker-image://"), !place.text.contains("@"), !place.text.contains("$") else {
          return nil
        }
        return Hit(place.line, "\"\(place.text)\" can be another image tomorrow")
      }
    })
}
