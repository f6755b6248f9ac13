internal import ContainerFiles

extension AuditRule {
  static let composeRemoteContext = AuditRule(
    "compose-remote-context", .warning,
    title: "A build context is a remote repository without a commit.",
    why: "The newest commit of a branch is built, which is another one after the next push.",
    fix: "Write the commit after the address: https://host/repository.git#<id>.",
    bad: Example("services:\n  app:\n    build: https://example.org/app.git\n", line: 3),
    good: Example(
      "services:\n  app:\n    build: https://example.org/app.git#1f0c9d3a5b7e2468ace0bdf13579fedcba987654\n"),
    check: .compose { file in
      file.services.flatMap { service in
        ((service.context.map { [$0] } ?? []) + service.additionalContexts).compactMap { place in
          guard let git = GitAddress(place.text), !git.isFixed else { return nil }
          return Hit(place.line, "the newest commit of \(place.text) is built")
        }
      }
    })
}
