internal import ContainerFiles

extension AuditRule {
  static let composeBuildFromEnvironment = AuditRule(
    "compose-build-from-environment", .warning,
    title: "A build takes a variable that is set nowhere in the repository.",
    why: "It has the value of whoever starts the build, or none.",
    fix: "Give it a value in the compose file or in .env, or a default: ${NAME:-value}.",
    bad: Example("services:\n  app:\n    build:\n      context: .\n      args:\n        - VERSION\n", line: 6),
    good: Example("services:\n  app:\n    build:\n      context: .\n      args:\n        - VERSION=1.2\n"),
    check: .project { subject in
      subject.builds.flatMap(\.unsetVariables).compactMap { variable -> ProjectSubject.Hit? in
        guard !given.contains(variable.name) else { return nil }
        return ProjectSubject.Hit(place: variable.place, message: "\(variable.name) is what the environment says")
      }
    })

  /// What is meant to come from outside: proxies, which no digest depends on, and the time that all builds share.
  private static let given: Set<String> = [
    "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY", "ftp_proxy", "NO_PROXY", "no_proxy",
    "ALL_PROXY", "all_proxy", "SOURCE_DATE_EPOCH",
  ]
}
