internal import Glibc
internal import Synchronization

/// The worker processes of this invocation, so that all can be ended at once, by signal.
public final class RunningWorkers: Sendable {
  private struct State {
    var isStopping = false
    var processes: Set<pid_t> = []
  }

  private let state = Mutex(State())

  public init() {}

  /// True from ``stop()`` on: no new worker is to be started.
  public var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Ends every worker and makes sure that those which are just being started end, too.
  public func stop() {
    state.withLock { state in
      state.isStopping = true
      for process in state.processes { Self.end(process) }
    }
  }

  func started(_ process: pid_t) {
    state.withLock { state in
      state.processes.insert(process)
      if state.isStopping { Self.end(process) }
    }
  }

  func ended(_ process: pid_t) { _ = state.withLock { $0.processes.remove(process) } }

  /// The worker leads its own group, so what it started ends with it.
  static func end(_ process: pid_t) {
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
  }
}
