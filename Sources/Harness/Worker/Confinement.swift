internal import Clinux
internal import Dispatch
internal import Files
internal import Glibc
internal import Limits

/// What a worker gives up before it touches a repository.
///
/// To be called while the process has one thread: the kernel holds to most of this the calling thread and what comes
/// of it, not its siblings.
enum Confinement {
  /// No core dump, no privileges to be gained, no descriptor but the three standard ones, and an end by SIGALRM when
  /// it takes longer than `timeLimit` seconds.
  static func begin(timeLimit: UInt32) {
    _ = lockstep_no_new_privileges()
    _ = lockstep_close_inherited()
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(ResourceLimits.resource(RLIMIT_CORE), &none)
    // A full disk shows as an error of the call, not as a signal without a message.
    signal(SIGXFSZ, SIG_IGN)
    // The parent ignores these while it cleans up; a worker is ended by them.
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    alarm(timeLimit)
  }

  /// Takes away what serving `request` does not need.
  static func complete(for request: WorkerRequest, timeLimit: UInt32) {
    // Directories are walked on the stack. Stacks count as data, and without one for each thread nothing is done.
    if Limits.current[.depth] > LimitName.depth.standard, Limits.current[.memory] >= 1 << 30 {
      lockstep_set_stack_size(32 << 20)
    }
    ResourceLimits.apply(Limits.current, timeLimit: timeLimit)
    lockstep_tell_memory_faults()
    let needs = WorkerNeeds(request)
    if let places = needs.writablePlaces { FileConfinement.allowWrites(in: places) }
    if !needs.startsPrograms { CallConfinement.apply() }
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
