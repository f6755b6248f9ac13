internal import Fingerprints
internal import Model

/// Says for people what further runs found out.
enum GuiltText {
  static func causes(_ guilt: [Guilt]) -> [Cause] { guilt.map(cause) }

  private static func cause(_ guilt: Guilt) -> Cause {
    let subject = PathText.visible(guilt.subject)
    switch guilt.finding {
    case .axes(let changes):
      let names = changes.map(\.axis.rawValue).joined(separator: " together with ")
      let values = changes.map { "\($0.from) vs \($0.to)" }.joined(separator: ", ")
      return Cause(
        code: CauseCode.axisPrefix + (changes.first?.axis.rawValue ?? ""),
        message: "\(subject): \(names)\(changes.count == 1 ? " alone" : "") (\(values)), "
          + "\(guilt.agreeing) of \(guilt.total) runs",
        subject: guilt.subject, remedy: changes.first.map { remedy($0.axis) })
    case .noOutsideCause(let distinct, let runs):
      return Cause(
        code: CauseCode.axisNone,
        message: "\(subject): nondeterministic without an outside cause: \(distinct) distinct results in \(runs) runs "
          + "under the same conditions; \(runs) runs catch a fault rate of \(caughtRate(runs)) % or more with "
          + "95 % confidence",
        subject: guilt.subject,
        remedy: "look for random numbers, the time of day, threads that race, or unsorted sets in the build")
    case .undecided(let reason):
      return Cause(
        code: CauseCode.axisUnknown, message: "\(subject): which condition is guilty is not known: \(reason)",
        subject: guilt.subject)
    }
  }

  /// The smallest rate, in per cent, at which a fault shows in one of `runs` runs with a probability of 95 %:
  /// 1 - 0.05^(1/runs), rounded up.
  static func caughtRate(_ runs: Int) -> Int {
    for percent in 1...99 {
      var missed = 1.0
      for _ in 0..<runs { missed *= 1 - Double(percent) / 100 }
      if missed <= 0.05 { return percent }
    }
    return 100
  }

  private static func remedy(_ axis: Axis) -> String {
    switch axis {
    case .path: "do not write absolute paths into outputs; build at a fixed path or map it (-ffile-prefix-map)"
    case .umask: "set \"umask 022\" before the build, or give files a mode of their own (install -m, chmod)"
    case .timezone: "print times in UTC: set TZ=UTC in the build"
    case .locale: "set LC_ALL=C.UTF-8 in the build, and sort with LC_ALL=C"
    case .home: "do not read the user's configuration; set HOME to an empty directory in the build"
    case .user: "do not record the user; give archives --owner=0 --group=0 --numeric-owner"
    case .environment: "start the build from a clean environment (env -i) and pass what it needs"
    case .hashSeed: "sort what comes from sets and dictionaries; PYTHONHASHSEED=0 hides it only"
    case .order, .directoryOrder: "sort file lists before use: sort, --sort=name, sorted(glob(…))"
    case .mtimes: "set times from SOURCE_DATE_EPOCH (tar --mtime, touch -d) instead of the files' own"
    case .clock: "use SOURCE_DATE_EPOCH instead of the current date"
    case .cpus, .threads: "do not let results depend on the number of processors or on which thread is first"
    case .aslr: "do not let addresses (pointers, id(), hash of objects) reach the output"
    case .host: "do not record the host name"
    case .network: "do not fetch during the build; vendor or pin what it needs"
    case .filesystem: "do not depend on what the file system does: order, sizes, block counts, inode numbers"
    case .stdin: "do not ask whether there is a terminal"
    case .checkout: "look at attributes and filters: git and libgit2 write these files differently"
    }
  }
}
