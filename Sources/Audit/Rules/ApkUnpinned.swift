extension AuditRule {
  static let apkUnpinned = AuditRule(
    "apk-unpinned", .warning,
    title: "apk installs packages without a version.",
    why: "A branch of Alpine has one version at a time, so the day of the build decides what is installed.",
    fix: "Write name=version with the release number, as curl=8.14.1-r1.",
    bad: Example("FROM \(Sample.alpine)\nRUN apk add --no-cache curl\n", line: 2),
    good: Example("FROM \(Sample.alpine)\nRUN apk add --no-cache curl=8.14.1-r1\n"),
    check: .dockerfile { $0.unpinnedSystemPackages([.apk]) })
}
