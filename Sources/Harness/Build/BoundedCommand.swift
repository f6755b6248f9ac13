internal import Dispatch
internal import Fingerprints
internal import Glibc
internal import Model
internal import Synchronization

/// Runs a program with bounded output and time, and ends all that it started.
enum BoundedCommand {
  struct Result: Sendable {
    /// As a shell would give it: 128 and the signal's number for a program that was ended by one.
    let exitCode: Int32
    /// The first bytes of what it wrote to its standard output.
    let output: [UInt8]
    /// The first bytes of what it wrote to its standard error.
    let errors: [UInt8]

    /// The last line that is not empty of what it said, safe to print; "no message" when there is none.
    var lastLine: String {
      let lines = [errors, output].lazy.flatMap { bytes in
        bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }.reversed()
      }
      let line = lines.first { !$0.allSatisfy(\.isWhitespace) }
      return line.map { PathText.visible(String($0.prefix(300))) } ?? "no message"
    }
  }

  /// The most that is kept of each stream.
  static let outputLimit = 16 << 20

  /// - Parameter keepsBackground: leave alone what the program put into the background.
  /// - Throws: ``Breakdown`` of the environment when it cannot be started, takes longer than `seconds` or says more
  ///   than is kept.
  static func run(
    _ program: String, _ arguments: [String], environment: [(name: String, value: String)], directory: String? = nil,
    seconds: Int, keepsBackground: Bool = false
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
    let output = Mutex<[UInt8]>([])
    let errors = Mutex<[UInt8]>([])
    let isTooMuch = Mutex(false)
    @Sendable func keep(_ piece: UnsafeRawBufferPointer, _ kept: borrowing Mutex<[UInt8]>) {
      kept.withLock { kept in
        if kept.count + piece.count <= outputLimit { return kept += piece }
        isTooMuch.withLock { $0 = true }
        group.withLock { if let group = $0 { kill(-group, SIGKILL) } }
      }
    }
    let ending = try await ChildProcess.run(
      program, arguments, environment: environment, directory: directory,
      ChildProcess.Listener(
        started: { process in group.withLock { $0 = process } },
        ended: { process in
          group.withLock { $0 = nil }
          guard !keepsBackground else { return }
          // What the program left behind in the background goes with it.
          kill(-process, SIGKILL)
          orphans.end(but: process)
        },
        output: { keep($0, output) }, errors: { keep($0, errors) }))
    if isLate.withLock({ $0 }) { throw late(program, seconds) }
    if isTooMuch.withLock({ $0 }) {
      throw Breakdown(.environment, "run \(PathText.visible(program)): it said more than \(outputLimit >> 20) MiB")
    }
    let code: Int32 =
      switch ending {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Result(exitCode: code, output: output.withLock { $0 }, errors: errors.withLock { $0 })
  }

  private static func late(_ program: String, _ seconds: Int) -> Breakdown {
    Breakdown(
      .environment, code: CauseCode.time,
      "run \(PathText.visible(program)): it took longer than \(seconds) s and was ended",
      remedy: "raise \"timeout\" in \"build\", or find out what it waits for")
  }
}
