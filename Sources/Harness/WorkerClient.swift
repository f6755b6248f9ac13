internal import Fingerprints
internal import Foundation
internal import Glibc
internal import Model
internal import Synchronization

/// Starts worker processes and turns whatever becomes of them into a reply.
public struct WorkerClient: Sendable {
  /// Seconds of wall time after which a worker is ended.
  public let timeLimit: UInt32

  /// The workers that run, for ending them.
  public let workers: RunningWorkers

  public init(timeLimit: UInt32 = WorkerClient.defaultTimeLimit, workers: RunningWorkers = RunningWorkers()) {
    self.timeLimit = timeLimit
    self.workers = workers
  }

  public static let defaultTimeLimit: UInt32 = 120

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
    do {
      let held = try MemoryFile.holding(Array(JSONEncoder().encode(request)))
      var input = held
      var arguments = [WorkerMain.command, String(timeLimit + request.buildTime)]
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
        arguments = Launcher.arguments(
          launch.options, notes: launch.notes, program: ["/proc/self/exe"] + arguments)
      }
      let output = Mutex<[UInt8]>([])
      let errors = Mutex<[UInt8]>([])
      let ending = try await ChildProcess.run(
        "/proc/self/exe", arguments, environment: environment, input: input,
        ChildProcess.Listener(
          started: { started in
            process.withLock { $0 = started }
            workers.started(started)
          },
          // From here on the id may become somebody else's.
          ended: { workers.ended($0) },
          output: { piece in
            let isTooMuch = output.withLock { output in
              if output.count <= Self.outputLimit { output += piece }
              return output.count > Self.outputLimit
            }
            if isTooMuch, let process = process.withLock({ $0 }) { kill(-process, SIGKILL) }
          },
          errors: { piece in errors.withLock { $0 += piece.prefix(max(0, 64 * 1024 - $0.count)) } }))
      return decode(
        output.withLock { $0 }, ending, errors: String(decoding: errors.withLock { $0 }, as: UTF8.self),
        isArchive: request.readsArchive)
    } catch {
      return .broken(Breakdown(error), conditions: [])
    }
  }

  /// Where temporary files go is the one thing of the user's that a worker which unpacks an archive is told.
  private static func environment(for request: WorkerRequest) -> [(name: String, value: String)] {
    plainEnvironment + (request.readsArchive ? [("TMPDIR", Sandbox.temporaryRoot)] : [])
  }

  /// Sends a question that belongs to no run, and gives the part of the reply that `pick` wants.
  ///
  /// - Throws: the ``Breakdown`` the worker answered with.
  func answer<Answer>(
    to request: WorkerRequest, _ pick: (WorkerReply) -> Answer?
  ) async throws(Breakdown) -> Answer {
    let reply = await reply(to: request, environment: Self.environment(for: request))
    if case .broken(let breakdown, _) = reply { throw breakdown }
    guard let answer = pick(reply) else { throw Breakdown(.internal, "the worker answered another question") }
    return answer
  }

  private func decode(
    _ output: [UInt8], _ ending: ChildProcess.Ending, errors: String, isArchive: Bool
  ) -> WorkerReply {
    switch ending {
    case .exited(0):
      if let reply = try? JSONDecoder().decode(WorkerReply.self, from: Data(output)) { return reply }
      return broken(.internal, "the worker's answer could not be understood", "please report this as a bug")
    case .signaled(SIGALRM):
      return broken(
        .environment, "the worker took longer than \(timeLimit) s", "raise the limit with --timeout SECONDS")
    case .signaled(let signal):
      let name = strsignal(Int32(signal)).map { String(cString: $0) } ?? "signal \(signal)"
      return broken(
        .repository,
        "the worker that read the \(isArchive ? "archive" : "repository") was ended by signal \(signal) (\(name))",
        isArchive
          ? "the archive may be damaged; out of memory is the other common reason"
          : "the repository may be damaged: run \"git fsck\" in it; out of memory is the other common reason")
    case .exited(let code):
      let line = errors.split(separator: "\n").last.map { PathText.visible(String($0)) } ?? "no message"
      if code == ExitStatus.environment.rawValue { return broken(.environment, "run a worker process: \(line)") }
      return broken(.internal, "the worker ended with status \(code): \(line)", "please report this as a bug")
    }
  }

  private func broken(_ domain: Breakdown.Domain, _ message: String, _ remedy: String? = nil) -> WorkerReply {
    .broken(Breakdown(domain, message, remedy: remedy), conditions: [])
  }
}
