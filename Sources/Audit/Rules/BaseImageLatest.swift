extension AuditRule {
  static let baseImageLatest = AuditRule(
    "base-image-latest", .warning,
    title: "A base image has the tag \"latest\", or none, which means the same.",
    why: "It is whatever was published last: even another major version comes without a change in the repository.",
    fix: "Name a version and its digest: FROM python:3.9-slim@sha256:…",
    bad: Example("FROM python\n"),
    good: Example("FROM \(Sample.python)\n"),
    check: .dockerfile { subject in
      subject.externalImages.compactMap { image, line in
        guard !image.isUnknown, !image.hasDigest, image.tag.isEmpty || image.tag == "latest" else { return nil }
        return Hit(line, "\"\(image.text)\" is whatever image was published last")
      }
    })
}
