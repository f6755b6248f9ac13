internal import ContainerFiles

extension AuditRule {
  static let platformNotStated = AuditRule(
    "platform-not-stated", .note,
    title: "No platform is stated for the base image.",
    why: "A name stands for one image per platform, and the machine that builds decides which one is taken.",
    fix: "Build with --platform, or write FROM --platform=$BUILDPLATFORM or --platform=$TARGETPLATFORM.",
    bad: Example("FROM \(Sample.debian)\n"),
    good: Example("FROM --platform=linux/amd64 \(Sample.debian)\n"),
    check: .dockerfile { subject in
      // One a file: --platform is one option of the build.
      let images = subject.stages.filter { $0.parent == nil && !$0.image.isScratch }
      guard let first = images.first, images.allSatisfy({ $0.stage.platform == nil }) else { return [] }
      return [Hit(first.line, "the machine that builds decides for which platform \(first.image.text) is taken")]
    })
}
