internal import Clinux
internal import Dispatch
internal import Glibc
internal import Model
internal import Synchronization

/// A program run to its end; what it says is taken as it comes.
enum ChildProcess {
  /// How it ended.
  enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signaled(Int32)
  }

  /// What the caller does meanwhile; all are called on one thread, one after the other.
  struct Listener: Sendable {
    /// The process has begun; it leads a group of its own.
    var started: @Sendable (pid_t) -> Void = { _ in }
    /// It has ended and is not waited for yet, so its id is still its own. What else has its output open should go now.
    var ended: @Sendable (pid_t) -> Void = { _ in }
    /// A piece of what it writes to its standard output.
    var output: @Sendable (UnsafeRawBufferPointer) -> Void
    /// A piece of what it writes to its standard error.
    var errors: @Sendable (UnsafeRawBufferPointer) -> Void
  }

  /// - Parameters:
  ///   - input: a descriptor that becomes its standard input, and stays open here; nil for one that is at its end.
  ///   - directory: where it runs; nil for where this process does.
  ///   - hasTerminal: false gives it a session of its own, in which there is no terminal to ask at.
  /// - Throws: ``Breakdown`` of the environment when it cannot be started.
  static func run(
    _ program: String, _ arguments: [String], environment: [(name: String, value: String)], directory: String? = nil,
    input: Int32? = nil, hasTerminal: Bool = true, _ listener: Listener
  ) async throws(Breakdown) -> Ending {
    let result: Result<Ending, Breakdown> = await withCheckedContinuation { continuation in
      // A thread of its own: those of the pool must not wait for other processes.
      DispatchQueue(label: "lockstep.child").async {
        do throws(Breakdown) {
          let child = try Spawned(program, arguments, environment, directory, input, hasTerminal: hasTerminal)
          listener.started(child.process)
          continuation.resume(returning: .success(child.follow(listener)))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }

  /// A process that was started, and the ends of its pipes.
  private struct Spawned {
    let process: pid_t
    private let output: Int32
    private let errors: Int32

    /// `POSIX_SPAWN_SETSID` of glibc, which Swift does not see; the leader of a session leads a group, too.
    private static let ownSession: Int32 = 0x80

    init(
      _ program: String, _ arguments: [String], _ environment: [(name: String, value: String)], _ directory: String?,
      _ input: Int32?, hasTerminal: Bool
    ) throws(Breakdown) {
      var ends: [Int32] = []
      defer { for end in ends { close(end) } }
      func failure(_ code: Int32) -> Breakdown {
        Breakdown(
          .environment, "start \(program): \(String(cString: strerror(code)).lowercased())",
          remedy: [EMFILE, ENFILE, EAGAIN, ENOMEM].contains(code)
            ? "end other programs, or run fewer at once with --jobs" : nil)
      }
      for _ in 0..<2 {
        var pair: [Int32] = [-1, -1]
        guard lockstep_pipe(&pair) == 0 else { throw failure(errno) }
        ends += pair
      }
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      guard posix_spawn_file_actions_init(&actions) == 0 else { throw failure(ENOMEM) }
      defer { posix_spawn_file_actions_destroy(&actions) }
      guard posix_spawnattr_init(&attributes) == 0 else { throw failure(ENOMEM) }
      defer { posix_spawnattr_destroy(&attributes) }
      var codes: [Int32] = []
      if let directory { codes.append(lockstep_spawn_in(&actions, directory)) }
      if let input {
        codes.append(posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO))
      } else {
        codes.append(posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0))
      }
      codes.append(posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO))
      codes.append(posix_spawn_file_actions_adddup2(&actions, ends[3], STDERR_FILENO))
      // Of its own group, so that an interrupt at the terminal reaches this process alone; signals as at the beginning.
      var all = sigset_t()
      var none = sigset_t()
      sigfillset(&all)
      sigemptyset(&none)
      codes.append(posix_spawnattr_setsigdefault(&attributes, &all))
      codes.append(posix_spawnattr_setsigmask(&attributes, &none))
      codes.append(posix_spawnattr_setpgroup(&attributes, 0))
      let leader = hasTerminal ? Int32(POSIX_SPAWN_SETPGROUP) : Self.ownSession
      codes.append(
        posix_spawnattr_setflags(
          &attributes, Int16(leader | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK))))
      if let code = codes.first(where: { $0 != 0 }) { throw failure(code) }
      let words = ([program] + arguments).map { strdup($0) } + [nil]
      let variables = environment.map { strdup($0.name + "=" + $0.value) } + [nil]
      defer { for pointer in words + variables { free(pointer) } }
      var process: pid_t = 0
      let code = posix_spawn(&process, program, &actions, &attributes, words, variables)
      guard code == 0 else { throw failure(code) }
      self.process = process
      (output, errors) = (ends[0], ends[2])
      ends = [ends[1], ends[3]]
    }

    /// Reads both pipes until the process has ended and they are at their ends.
    func follow(_ listener: Listener) -> Ending {
      // Readable when the process has ended; without it the end is looked for now and then.
      let ended = lockstep_watch_process(process)
      var watched = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        pollfd(fd: ended, events: Int16(POLLIN), revents: 0),
      ]
      defer { for descriptor in [output, errors, ended] where descriptor >= 0 { close(descriptor) } }
      var buffer = [UInt8](repeating: 0, count: 64 * 1024)
      var hasEnded = false
      while watched[0].fd >= 0 || watched[1].fd >= 0 || !hasEnded {
        // When the process has ended, whoever still has its output open is waited for no longer.
        let ready = poll(&watched, 3, hasEnded ? 200 : ended >= 0 ? -1 : 50)
        if ready < 0, errno == EINTR { continue }
        if ready <= 0, hasEnded { break }
        for index in 0..<2 where watched[index].fd >= 0 && watched[index].revents != 0 {
          let count = read(watched[index].fd, &buffer, buffer.count)
          if count > 0 {
            buffer.withUnsafeBytes { bytes in
              let piece = UnsafeRawBufferPointer(rebasing: bytes[..<count])
              if index == 0 { listener.output(piece) } else { listener.errors(piece) }
            }
          } else if count == 0 || errno != EINTR {
            watched[index].fd = -1
          }
        }
        if !hasEnded, isDead {
          hasEnded = true
          watched[2].fd = -1
          listener.ended(process)
        }
      }
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      let signal = status & 0x7F
      return signal == 0 ? .exited((status >> 8) & 0xFF) : .signaled(signal)
    }

    /// Without taking the news away: the id stays the process's own.
    private var isDead: Bool {
      var info = siginfo_t()
      let code = waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT)
      return code == 0 ? info.si_signo != 0 : errno == ECHILD
    }
  }
}
