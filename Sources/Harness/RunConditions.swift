internal import Files
internal import Glibc
internal import Model

/// Brings about the conditions of a run that the process itself has.
///
/// Time zone, locale and `HOME` came with the environment the worker was started with; here it is found out
/// whether they took effect.
enum RunConditions {
  /// The environment of a worker for `variation`, whose own directory is `directory`.
  static func environment(_ variation: Variation, directory: String) -> [(name: String, value: String)] {
    let locale = variation.value(of: .locale) ?? "C.UTF-8"
    return [
      ("HOME", directory + "/home"), ("LANG", locale), ("LC_ALL", locale),
      ("PATH", "/usr/local/bin:/usr/bin:/bin"), ("TMPDIR", directory),
      ("TZ", variation.value(of: .timezone) ?? "UTC"),
    ]
  }

  /// Sets the umask, makes `HOME`, and says of each axis whether its value is in force.
  static func apply(_ plan: RunPlan) throws(Breakdown) -> [AxisValue] {
    let isWorkTree = if case .workTree = plan.scenario.repository { true } else { false }
    try makeHome(plan)
    umask(mode_t(plan.variation.value(of: .umask) ?? "022", radix: 8) ?? 0o022)
    return plan.variation.values.map { value in
      var value = value
      switch value.axis {
      case .locale:
        if setlocale(LC_ALL, "") == nil { value.notApplied = "the locale is not installed on this machine" }
        // What Lockstep itself says stays the same everywhere.
        setlocale(LC_MESSAGES, "C")
      case .timezone:
        if access("/usr/share/zoneinfo/" + value.value, R_OK) != 0 {
          value.notApplied = "the time zone is not installed on this machine"
        }
      case .path, .order, .umask:
        if isWorkTree { value.notApplied = "a working tree is read as it is, nothing is checked out" }
      case .home: break
      }
      return value
    }
  }

  private static func makeHome(_ plan: RunPlan) throws(Breakdown) {
    let home = plan.directory + "/home"
    guard mkdir(home, 0o700) == 0 else {
      throw Breakdown(.environment, "make HOME for the run: \(String(cString: strerror(errno)))")
    }
    guard plan.variation.value(of: .home) == HomeKind.hostile.rawValue else { return }
    mkdir(home + "/.config", 0o700)
    mkdir(home + "/.config/git", 0o700)
    let files = [
      (".gitconfig", hostileConfiguration(home)), (".config/git/attributes", "* text eol=crlf\n"),
      (".config/git/ignore", "*\n"), ("ignore", "*\n"), ("attributes", "* -text ident\n"),
    ]
    for (name, text) in files {
      if let code = FileWriting.replace(home + "/" + name, with: Array(text.utf8)) {
        throw Breakdown(.environment, "write \(name) in HOME of the run: \(String(cString: strerror(code)))")
      }
    }
  }

  private static func hostileConfiguration(_ home: String) -> String {
    """
    [core]
    \tautocrlf = true
    \teol = crlf
    \tsymlinks = false
    \tfileMode = false
    \texcludesFile = \(home)/ignore
    \tattributesFile = \(home)/attributes

    """
  }
}
