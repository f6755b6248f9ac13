internal import Clinux
internal import Glibc

/// Takes from a process the right to change files, but for some places. Source: kernel, landlock.rst.
enum FileConfinement {
  /// False where the kernel has no Landlock: then the file permissions alone hold.
  @discardableResult
  static func allowWrites(in places: [String]) -> Bool {
    let version = lockstep_landlock_version()
    guard version > 0 else { return false }
    let rules = lockstep_landlock_begin(version)
    guard rules >= 0 else { return false }
    // A place that is not there needs no right.
    for place in places { _ = lockstep_landlock_allow(rules, version, place) }
    return lockstep_landlock_enforce(rules) == 0
  }
}
