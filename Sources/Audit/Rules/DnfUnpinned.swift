extension AuditRule {
  static let dnfUnpinned = AuditRule(
    "dnf-unpinned", .warning,
    title: "dnf, yum or zypper installs packages without a version.",
    why: "The repositories' newest version is taken, so the day of the build decides what is installed.",
    fix: "Write name-version-release, as git-2.43.5-1.el9 (for zypper name=version).",
    bad: Example("FROM \(Sample.debian)\nRUN dnf install -y git && dnf clean all\n", line: 2),
    good: Example("FROM \(Sample.debian)\nRUN dnf install -y git-2.43.5-1.el9 && dnf clean all\n"),
    check: .dockerfile { $0.unpinnedSystemPackages([.dnf, .zypper]) })
}
