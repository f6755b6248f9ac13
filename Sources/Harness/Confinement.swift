internal import Clinux
internal import Dispatch
internal import Glibc

/// What a worker gives up before it touches a repository.
enum Confinement {
  /// A worker ends with SIGALRM when it takes longer than `timeLimit` seconds, leaves no core dump and does
  /// not outlive its parent.
  static func confine(timeLimit: UInt32) {
    _ = lockstep_no_new_privileges()
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // A full disk shows as an error of the call, not as a signal without a message.
    signal(SIGXFSZ, SIG_IGN)
    // The parent ignores these while it cleans up; a worker is ended by them.
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    alarm(timeLimit)
    endWithParent()
  }

  /// Ends the process when nobody reads its answer any more: the parent is gone.
  ///
  /// PR_SET_PDEATHSIG would not do: it fires when the thread that started the worker ends, and threads of a
  /// pool come and go. The wait has a thread of its own: one taken from the pool would be missed there, and the pool
  /// notices that only after a second.
  private static func endWithParent() {
    DispatchQueue(label: "lockstep.parent").async {
      var reader = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
      while true {
        let count = poll(&reader, 1, -1)
        if count > 0, reader.revents & Int16(POLLERR | POLLHUP) != 0 {
          // What a build step started would go on otherwise: it is in groups and sessions of its own.
          Orphans.adoptAll().end()
          kill(getpid(), SIGKILL)
        }
        if count < 0, errno != EINTR { return }
      }
    }
  }
}
