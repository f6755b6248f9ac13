internal import Dispatch
internal import Fingerprints
internal import Glibc
internal import Limits
internal import Model
internal import Synchronization

/// Runs a program with bounded output and time, and ends all that it started.
enum BoundedCommand {
  struct Result: Sendable {
    /// As a shell would give it: 128 and the signal's number for a program that was ended by one.
    let exitCode: Int32
    /// The beginning and the end of what it wrote to its standard output.
    let output: CapturedOutput
    /// The beginning and the end of what it wrote to its standard error.
    let errors: CapturedOutput

    /// The last line that is not empty of what it said, safe to print; "no message" when there is none.
    var lastLine: String { BoundedCommand.lastLine([errors.bytes, output.bytes]) }
  }

  /// The last line that is not empty of the first of `streams` that has one, safe to print.
  static func lastLine(_ streams: [[UInt8]]) -> String {
    let lines = streams.lazy.flatMap { bytes in
      bytes.suffix(4096).split { $0 == 0x0A || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self) }.reversed()
    }
    let line = lines.first { !$0.allSatisfy(\.isWhitespace) }
    return line.map { PathText.visible(String($0.prefix(300))) } ?? "no message"
  }

  /// What to do about a build step that takes too long.
  static let buildRemedy = "raise \"timeout\" in \"build\", or find out what it waits for"

  /// - Parameters:
  ///   - input: a descriptor that becomes its standard input, and stays open here; nil for one that is at its end.
  ///   - keepsBackground: leave alone what the program put into the background.
  ///   - hasTerminal: false takes the terminal from it, so that it can ask nothing there.
  ///   - what: what it is to whoever reads that it takes too long; nil for the program itself.
  ///   - lateRemedy: what to do when it takes too long.
  /// - Throws: ``Breakdown`` of the environment when it cannot be started or takes longer than `seconds`.
  static func run(
    _ program: String, _ arguments: [String], environment: [(name: String, value: String)], directory: String? = nil,
    input: Int32? = nil, seconds: Int, keepsBackground: Bool = false, hasTerminal: Bool = true,
    what: String? = nil, lateRemedy: String = BoundedCommand.buildRemedy
  ) async throws(Breakdown) -> Result {
    let group = Mutex<pid_t?>(nil)
    let isLate = Mutex(false)
    let watchdog = DispatchWorkItem {
      isLate.withLock { $0 = true }
      group.withLock { if let group = $0 { kill(-group, SIGKILL) } }
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: watchdog)
    defer { watchdog.cancel() }
    let orphans = Orphans.adopt()
    let limit = Limits.current.count(.output) / 2
    let output = Mutex(CapturedOutput(limit: limit))
    let errors = Mutex(CapturedOutput(limit: limit))
    let ending = try await ChildProcess.run(
      program, arguments, environment: environment, directory: directory, input: input,
      hasTerminal: hasTerminal,
      ChildProcess.Listener(
        started: { process in group.withLock { $0 = process } },
        ended: { process in
          group.withLock { $0 = nil }
          guard !keepsBackground else { return }
          // What the program left behind in the background goes with it.
          kill(-process, SIGKILL)
          orphans.end(but: process)
        },
        output: { piece in output.withLock { $0.append(piece) } },
        errors: { piece in errors.withLock { $0.append(piece) } }))
    if isLate.withLock({ $0 }) { throw late(what ?? "run \(PathText.visible(program)): it", seconds, lateRemedy) }
    let code: Int32 =
      switch ending {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Result(exitCode: code, output: output.withLock { $0 }, errors: errors.withLock { $0 })
  }

  private static func late(_ what: String, _ seconds: Int, _ remedy: String) -> Breakdown {
    Breakdown(
      .environment, code: CauseCode.time,
      "\(what) took longer than \(seconds) s and was ended",
      remedy: remedy)
  }
}
