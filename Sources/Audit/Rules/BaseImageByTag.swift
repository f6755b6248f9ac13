extension AuditRule {
  static let baseImageByTag = AuditRule(
    "base-image-by-tag", .warning,
    title: "A base image is named by a tag, not by a digest.",
    why: "A tag is moved to another image with every rebuild of it, and the next build starts from other files.",
    fix: "Name the digest behind the tag: FROM python:3.9-slim@sha256:… (docker buildx imagetools inspect shows it).",
    bad: Example("FROM python:3.9-slim\n"),
    good: Example("FROM \(Sample.python)\n"),
    check: .dockerfile { subject in
      subject.externalImages.compactMap { image, line in
        guard !image.isUnknown, !image.hasDigest, !image.tag.isEmpty, image.tag != "latest" else { return nil }
        return Hit(line, "\"\(image.text)\" is a tag, which can be another image tomorrow")
      }
    })
}
