internal import ContainerFiles

extension AuditRule {
  static let composeImageByTag = AuditRule(
    "compose-image-by-tag", .note,
    title: "A service's image is named by a tag, not by a digest.",
    why: "The tag is moved, so the same compose file starts another image next to what was built.",
    fix: "Name the digest: image: postgres:17@sha256:…",
    bad: Example("services:\n  db:\n    image: postgres:17\n", line: 3),
    good: Example("services:\n  db:\n    image: \(Sample.debian)\n"),
    check: .compose { file in
      file.services.compactMap { service in
        guard !service.isBuilt, let image = service.image, !image.text.contains("@"), !image.text.contains("$") else {
          return nil
        }
        return Hit(image.line, "\"\(image.text)\" can be another image tomorrow")
      }
    })
}
