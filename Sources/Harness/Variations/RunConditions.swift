internal import Files
internal import Glibc
internal import Model

/// Brings about the conditions of a run that the process itself has.
///
/// Time zone, locale, `HOME` and the like came with the environment the worker was started with, host name and
/// processors with its launcher; here it is found out whether they took effect. What only a build can notice is brought
/// about when it is started, see ``BuildConditions``.
enum RunConditions {
  /// The environment of a worker for `variation`, whose own directory is `directory`.
  static func environment(_ variation: Variation, directory: String) -> [(name: String, value: String)] {
    let locale = variation.value(of: .locale) ?? "C.UTF-8"
    return EnvironmentNoise.variables(variation.value(of: .environment)) + [
      ("HOME", directory + "/home"), ("LANG", locale), ("LC_ALL", locale),
      ("PATH", "/usr/local/bin:/usr/bin:/bin"), ("TMPDIR", directory),
      ("TZ", variation.value(of: .timezone) ?? "UTC"),
    ]
  }

  /// What the worker's launcher takes on for `variation`; empty when no launcher is needed.
  static func launchOptions(_ variation: Variation) -> [LaunchOption] {
    var options: [LaunchOption] = []
    if variation.value(of: .host) == "other-host" {
      options.append(.host("other-host", domain: "lockstep.invalid"))
    }
    if variation.value(of: .cpus) == "1" { options.append(.oneProcessor) }
    return options
  }

  /// Sets the umask, makes `HOME`, and says of each axis whether its value is in force.
  static func apply(_ plan: RunPlan) throws(Breakdown) -> [AxisValue] {
    try HomeDirectory.make(plan.variation.value(of: .home), in: plan.directory)
    umask(mode_t(plan.variation.value(of: .umask) ?? "022", radix: 8) ?? 0o022)
    let notes = LaunchNotes.read(plan.directory + "/" + LaunchNotes.workerFile)
    return plan.variation.values.map { value in
      var value = value
      // The usual value of most axes is what the machine has anyway.
      value.notApplied = reason(value, plan) ?? notes[value.axis]
      return value
    }
  }

  /// Why the value is not in force; nil when it is, or when what brings it about comes later.
  private static func reason(_ value: AxisValue, _ plan: RunPlan) -> String? {
    let isUsual = value.value == value.axis.values.first
    let isWorkTree = if case .workTree = plan.scenario.repository { true } else { false }
    switch value.axis {
    case .locale:
      let isInstalled = setlocale(LC_ALL, "") != nil
      if !isInstalled {
        // The C library would fall back to C, whose collation is another than that of the usual value.
        for name in ["LANG", "LC_ALL"] { setenv(name, value.axis.values.first ?? "C.UTF-8", 1) }
        setlocale(LC_ALL, "")
      }
      // What Lockstep itself says stays the same everywhere.
      setlocale(LC_MESSAGES, "C")
      return isInstalled ? nil : "the locale \(value.value) cannot be loaded on this machine"
    case .timezone:
      let isInstalled = access("/usr/share/zoneinfo/" + value.value, R_OK) == 0
      return isInstalled ? nil : "the time zone \(value.value) is not installed on this machine"
    case .path, .order, .umask, .mtimes, .filesystem, .checkout, .directoryOrder, .user:
      if isWorkTree, !isUsual || value.axis == .path || value.axis == .order || value.axis == .umask {
        return "a working tree is read as it is, nothing is checked out"
      }
      return value.axis == .filesystem && !isUsual && !plan.isInMemory ? "there is no tmpfs at /dev/shm with room" : nil
    case .cpus: return isUsual || sysconf(Int32(_SC_NPROCESSORS_CONF)) > 1 ? nil : "there is one processor only"
    case .hashSeed, .clock, .aslr, .network, .stdin:
      return isUsual || plan.scenario.build != nil ? nil : "nothing is built"
    case .home, .environment, .threads, .host: return nil
    }
  }
}
