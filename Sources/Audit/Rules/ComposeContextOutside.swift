internal import ContainerFiles

extension AuditRule {
  static let composeContextOutside = AuditRule(
    "compose-context-outside", .warning,
    title: "A build context or a Dockerfile lies outside of the repository.",
    why: "Whoever builds the same commit has other files there, or none.",
    fix: "Move it into the repository, or name a git repository with a commit.",
    bad: Example("services:\n  app:\n    build:\n      context: /srv/app\n", line: 4),
    good: Example("services:\n  app:\n    build:\n      context: ./app\n"),
    check: .project { subject in
      subject.builds.flatMap { build -> [ProjectSubject.Hit] in
        let contexts =
          [(build.context, build.contextPlace)] + build.additionalContexts.map { ($0.context, $0.place) }
        let hits = contexts.compactMap { context, place -> ProjectSubject.Hit? in
          guard let path = context.directory, !subject.isInside(path) else { return nil }
          return ProjectSubject.Hit(place: place, message: "\"\(path)\" is not in the repository")
        }
        // Of a context that is not there, the Dockerfile goes without saying.
        guard let directory = build.context.directory, subject.isInside(directory), let path = build.dockerfilePath,
          !subject.isInside(path)
        else { return hits }
        return hits + [ProjectSubject.Hit(place: build.place, message: "\"\(path)\" is not in the repository")]
      }
    })
}
