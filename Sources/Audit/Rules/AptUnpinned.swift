extension AuditRule {
  static let aptUnpinned = AuditRule(
    "apt-unpinned", .warning,
    title: "apt installs packages without a version.",
    why: "The archive has one version at a time, the newest, so the day of the build decides what is installed.",
    fix: "Write name=version, or let the sources point at a day of snapshot.debian.org or snapshot.ubuntu.com.",
    bad: Example(
      "FROM \(Sample.debian)\nRUN \(Sample.aptCache) \\\n    apt-get update && apt-get install -y curl\n", line: 3),
    good: Example(
      "FROM \(Sample.debian)\nRUN \(Sample.aptCache) \\\n    apt-get update && apt-get install -y curl=7.88.1-10+deb12u5\n"
    ),
    check: .dockerfile { $0.unpinnedSystemPackages([.apt]) })
}
