/// The codes of causes. They are stable: scripts and scenarios name them.
public enum CauseCode {
  public static let runsDisagree = "runs.disagree"
  public static let routesDisagree = "routes.disagree"
  public static let recordDiffers = "record.differs"
  public static let recordMissing = "record.missing"
  /// The record was written by a later version, which knows more.
  public static let recordNewer = "record.newer"
  public static let expectContains = "expect.contains"
  public static let expectExcludes = "expect.excludes"
  public static let expectDigest = "expect.digest"
  public static let expectLock = "expect.lock"
  /// A cause that the scenario names was not found, or one that it does not name was.
  public static let expectCause = "expect.cause"
  /// The scenario was written for another verdict.
  public static let expectVerdict = "expect.verdict"
  public static let workTreeDiffers = "worktree.differs"
  public static let workTreeSame = "worktree.same"
  public static let workTreeUnknown = "worktree.unknown"
  public static let lockFormat = "lock.format"
  public static let lockGrade = "lock.grade"
  public static let lockStale = "lock.stale"
  public static let lockFreshness = "lock.freshness"
  public static let lockPackages = "lock.packages"
  public static let lockSemantic = "lock.semantic"
  /// A scenario passes that is known to fail.
  public static let xfailPassed = "xfail.passed"
  /// The last day on which a failure was expected is over.
  public static let xfailExpired = "xfail.expired"
  /// The last day of a quarantine is over.
  public static let quarantineExpired = "quarantine.expired"
  /// The ignore file is one that a builder refuses.
  public static let ignoreSyntax = "ignore.syntax"

  /// With an axis behind it: the condition, alone or the first of several, that makes runs disagree.
  public static let axisPrefix = "axis."
  /// Runs disagree under the same conditions.
  public static let axisNone = "axis.none"
  /// Which condition makes runs disagree could not be found out.
  public static let axisUnknown = "axis.unknown"

  /// Line ends that are others on another platform.
  public static let platformEOL = "platform.eol"
  /// Executable bits that are others on another platform.
  public static let platformMode = "platform.mode"
  /// Links that are no links on another platform.
  public static let platformLink = "platform.link"
  /// Names that are one and the same on another platform.
  public static let platformCollision = "platform.collision"
  /// Names that another platform does not have.
  public static let platformName = "platform.name"
  public static let platformPathLength = "platform.path-length"
  /// Entries that the ignore rules treat otherwise on another platform.
  public static let platformIgnore = "platform.ignore"
  /// A platform on which the context was expected to differ, and does not, or not for the reasons expected.
  public static let platformSame = "platform.same"

  /// Why a context may differ between platforms, what keeps a checkout from being whole first.
  public static let platforms = [
    platformName, platformPathLength, platformCollision, platformLink, platformEOL, platformMode, platformIgnore,
  ]

  /// What differs could not be found out, because this machine or the time did not allow it; the verdict stands.
  public static let unexplained = "unexplained"

  /// Something took longer than it may.
  public static let time = "time"

  /// The attributes in which two trees differ, in the order of their reports; docs/causes.md has what each means.
  public static let attributes = [
    "mode.executable", "mode.umask", "mode.special", "eol.crlf", "text.bom", "text.final-newline", "attributes.filter",
    "link.target", "link.as-file", "path.case", "path.unicode", "ignore.rule", "path.added", "path.removed",
    "directory.empty", "xattr", "gzip.header", "archive.order", "archive.mtime", "archive.owner", "archive.mode",
    "zip.extra", "archive.encoding", "archive.member", "pyc.mtime", "content",
  ]

  /// Every code that a scenario may name under `expect: causes:`.
  public static let all =
    [
      runsDisagree, routesDisagree, recordDiffers, recordMissing, expectContains, expectExcludes, expectDigest,
      expectLock, workTreeDiffers, workTreeSame, workTreeUnknown, lockFormat, lockGrade, lockStale, lockFreshness,
      lockPackages, lockSemantic, ignoreSyntax, axisNone, axisUnknown, unexplained, "usage", "repo", "env", "internal",
      time,
      "build.failed", "build.outputs", "build.engine", "build.image", recordNewer, xfailPassed, xfailExpired,
      quarantineExpired, platformSame,
    ] + platforms + Axis.allCases.map { axisPrefix + $0.rawValue } + attributes
}
