internal import Clinux
internal import Glibc

/// What a worker gives up before it touches a repository.
enum Confinement {
  /// A worker ends with SIGALRM when it takes longer than `timeLimit` seconds, leaves no core dump and does
  /// not outlive its parent.
  static func confine(timeLimit: UInt32) {
    _ = lockstep_die_with_parent()
    _ = lockstep_no_new_privileges()
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // A full disk shows as an error of the call, not as a signal without a message.
    signal(SIGXFSZ, SIG_IGN)
    alarm(timeLimit)
  }
}
