internal import Clinux
internal import Dispatch
internal import Fingerprints
internal import Foundation
internal import Glibc
internal import Limits
internal import Model
internal import Synchronization

/// Starts worker processes and turns whatever becomes of them into a reply.
public struct WorkerClient: Sendable {
  /// Seconds of wall time after which a worker is ended.
  public let timeLimit: UInt32

  /// The workers that run, for ending them.
  public let workers: RunningWorkers

  /// What is started as a worker: this program, but in tests.
  let program: String

  public init(timeLimit: UInt32 = WorkerClient.defaultTimeLimit, workers: RunningWorkers = RunningWorkers()) {
    self.init(timeLimit: timeLimit, workers: workers, program: "/proc/self/exe")
  }

  package init(timeLimit: UInt32, workers: RunningWorkers = RunningWorkers(), program: String) {
    self.timeLimit = timeLimit
    self.workers = workers
    self.program = program
  }

  public static let defaultTimeLimit: UInt32 = 30

  /// Seconds that a worker, which ends itself when its time is up, has for that.
  private static let grace: UInt32 = 2

  /// The environment of workers that serve no run: nothing of the user's gets in.
  static let plainEnvironment: [(name: String, value: String)] = [
    ("HOME", "/nonexistent"), ("LC_ALL", "C.UTF-8"), ("PATH", "/usr/bin:/bin"), ("TZ", "UTC"),
  ]

  /// The most a worker may answer; a larger answer is taken for a fault.
  private static let outputLimit = 1 << 30

  /// Sends `request` to a fresh worker and waits.
  ///
  /// A worker that dies, hangs or answers nonsense becomes a `broken` reply.
  ///
  /// - Parameter launch: what a launcher takes on before it becomes the worker, and where it notes what it could not.
  func reply(
    to request: WorkerRequest, environment: [(name: String, value: String)],
    launch: (options: [LaunchOption], notes: String)? = nil
  ) async -> WorkerReply {
    guard !workers.isStopping else { return broken(.environment, "interrupted before it began") }
    let process = Mutex<pid_t?>(nil)
    let isLate = Mutex(false)
    // A worker ends itself by an alarm; one that is stopped, or whose alarm was lost, is ended from here.
    let watchdog = DispatchWorkItem {
      isLate.withLock { $0 = true }
      process.withLock { if let process = $0 { RunningWorkers.end(process) } }
    }
    let seconds = timeLimit + request.buildTime
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Int(seconds + Self.grace)), execute: watchdog)
    defer { watchdog.cancel() }
    do {
      let message = WorkerMessage(limits: Limits.current, paths: PathPolicy.current, request: request)
      let held = try MemoryFile.holding(Array(JSONEncoder().encode(message)))
      var input = held
      var arguments = [WorkerMain.command, String(seconds)]
      if request.readsArchive {
        // The archive goes straight to the worker, which finds the request in our memory.
        input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        arguments.append("/proc/\(getpid())/fd/\(held)")
      }
      defer {
        if request.readsArchive { close(input) }
        close(held)
      }
      if let launch, !launch.options.isEmpty {
        arguments = Launcher.arguments(launch.options, notes: launch.notes, program: [program] + arguments)
      }
      let output = Mutex<[UInt8]>([])
      let errors = Mutex(CapturedOutput(limit: 64 << 10))
      let isTooMuch = Mutex(false)
      let ending = try await ChildProcess.run(
        program, arguments, environment: environment, input: input,
        ChildProcess.Listener(
          started: { started in
            process.withLock { $0 = started }
            workers.started(started)
          },
          // From here on the id may become somebody else's.
          ended: { ended in
            process.withLock { $0 = nil }
            workers.ended(ended)
          },
          output: { piece in
            let fits = output.withLock { output in
              guard output.count + piece.count <= Self.outputLimit else { return false }
              output += piece
              return true
            }
            guard !fits else { return }
            isTooMuch.withLock { $0 = true }
            process.withLock { if let process = $0 { RunningWorkers.end(process) } }
          },
          errors: { piece in errors.withLock { $0.append(piece) } }))
      if isLate.withLock({ $0 }) { return late(request) }
      if isTooMuch.withLock({ $0 }) { return nonsense(request, "it said more than an answer can be") }
      return decode(output.withLock { $0 }, ending, errors: errors.withLock { $0.bytes }, request)
    } catch {
      return .broken(Breakdown(error), conditions: [])
    }
  }

  /// Sends a question that belongs to no run, and gives the part of the reply that `pick` wants.
  ///
  /// - Throws: the ``Breakdown`` the worker answered with.
  func answer<Answer>(
    to request: WorkerRequest, _ pick: (WorkerReply) -> Answer?
  ) async throws(Breakdown) -> Answer {
    var environment = Self.plainEnvironment
    var place: Sandbox?
    if request.readsArchive {
      // Where the files of the archive go: removed from here, whatever becomes of the worker.
      Sandbox.reapAbandoned()
      let made = try Sandbox.make()
      environment.append(("TMPDIR", made.path))
      place = made
    }
    defer { place?.remove() }
    let reply = await reply(to: request, environment: environment)
    if case .broken(let breakdown, _) = reply { throw breakdown }
    guard let answer = pick(reply) else { throw Breakdown(.internal, "the worker answered another question") }
    return answer
  }

  private func decode(
    _ output: [UInt8], _ ending: ChildProcess.Ending, errors: [UInt8], _ request: WorkerRequest
  ) -> WorkerReply {
    switch ending {
    case .exited(0):
      if let reply = try? JSONDecoder().decode(WorkerReply.self, from: Data(output)) { return reply }
      return nonsense(request, "its answer could not be understood")
    case .exited(Int32(lockstep_out_of_memory)): return outOfMemory(request)
    case .signaled(SIGALRM), .signaled(SIGXCPU): return late(request)
    // What Swift's runtime says before it gives up.
    case .signaled where String(decoding: errors, as: UTF8.self).contains("failed to allocate"):
      return outOfMemory(request)
    case .signaled(let signal):
      let name = strsignal(Int32(signal)).map { String(cString: $0) } ?? "signal \(signal)"
      return broken(
        .repository, "the worker that read \(subject(request)) was ended by signal \(signal) (\(name))",
        remedy(request) + "; a machine without memory left is the other common reason")
    case .exited(ExitStatus.environment.rawValue):
      return broken(.environment, "run a worker process: \(BoundedCommand.lastLine([errors]))")
    case .exited(let code):
      return nonsense(request, "it ended with status \(code): \(BoundedCommand.lastLine([errors]))")
    }
  }

  private func subject(_ request: WorkerRequest) -> String { request.readsArchive ? "the archive" : "the repository" }

  private func remedy(_ request: WorkerRequest) -> String {
    request.readsArchive ? "the archive may be damaged" : "the repository may be damaged: run \"git fsck\" in it"
  }

  private func late(_ request: WorkerRequest) -> WorkerReply {
    broken(
      .environment, "reading \(subject(request)) took longer than \(timeLimit + request.buildTime) s and was ended",
      "raise the limit with --timeout SECONDS; " + remedy(request))
  }

  private func outOfMemory(_ request: WorkerRequest) -> WorkerReply {
    broken(
      .repository,
      "reading \(subject(request)) took more memory than there is or than the limit of \(Limits.current.text(.memory))",
      LimitName.memory.remedy)
  }

  private func nonsense(_ request: WorkerRequest, _ what: String) -> WorkerReply {
    broken(.repository, "the worker that read \(subject(request)) failed: \(what)", remedy(request))
  }

  private func broken(_ domain: Breakdown.Domain, _ message: String, _ remedy: String? = nil) -> WorkerReply {
    .broken(Breakdown(domain, message, remedy: remedy), conditions: [])
  }
}
