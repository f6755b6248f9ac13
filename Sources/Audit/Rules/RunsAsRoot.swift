internal import ContainerFiles

extension AuditRule {
  static let runsAsRoot = AuditRule(
    "runs-as-root", .note,
    title: "The image runs as root.",
    why:
      "The digest does not differ by it; but what runs as root can change any file, so the container soon is not the image.",
    fix: "Add USER with a user that the image has.",
    bad: Example("FROM \(Sample.debian)\nCMD [\"app\"]\n"),
    good: Example("FROM \(Sample.debian)\nUSER 1000\nCMD [\"app\"]\n"),
    check: .dockerfile { subject in
      guard let last = subject.stages.last else { return [] }
      for stage in subject.chain(of: last) {
        guard let user = stage.stage.instructions.last(where: { $0.keyword == .user }),
          case .expanded(let words) = user.detail, let word = words.first
        else { continue }
        let name = word.description.prefix { $0 != ":" }
        return name == "root" || name == "0" ? [Hit(user.line, "the last USER is root")] : []
      }
      guard let base = subject.chain(of: last).last, !base.image.isUnknown else { return [] }
      let name = base.image.text.lowercased()
      // Such images set another user themselves.
      if ["nonroot", "non-root", "rootless", "unprivileged"].contains(where: { name.contains($0) }) { return [] }
      // Without a command it is a result to be copied out, as of docker build --output.
      let runs = subject.chain(of: last).flatMap(\.stage.instructions).contains {
        $0.keyword == .cmd || $0.keyword == .entrypoint
      }
      return runs ? [Hit(last.line, "no USER is set")] : []
    })
}
