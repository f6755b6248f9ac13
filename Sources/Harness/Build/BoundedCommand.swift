internal import Dispatch
internal import Fingerprints
internal import Glibc
internal import Limits
internal import Model
internal import Subprocess
internal import Synchronization
internal import SystemPackage

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
      bytes.suffix(4096).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }.reversed()
    }
    let line = lines.first { !$0.allSatisfy(\.isWhitespace) }
    return line.map { PathText.visible(String($0.prefix(300))) } ?? "no message"
  }

  /// - Parameter keepsBackground: leave alone what the program put into the background.
  /// - Throws: ``Breakdown`` of the environment when it cannot be started or takes longer than `seconds`.
  static func run(
    _ program: String, _ arguments: [String], environment: [(name: String, value: String)], directory: String? = nil,
    seconds: Int, keepsBackground: Bool = false
  ) async throws(Breakdown) -> Result {
    let group = Mutex<pid_t?>(nil)
    let isLate = Mutex(false)
    let watchdog = DispatchWorkItem {
      isLate.withLock { $0 = true }
      if let group = group.withLock({ $0 }) { kill(-group, SIGKILL) }
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: watchdog)
    defer {
      watchdog.cancel()
      // What the program left behind in the background goes with it.
      if !keepsBackground, let group = group.withLock({ $0 }) { kill(-group, SIGKILL) }
    }
    do {
      var options = PlatformOptions()
      options.processGroupID = 0
      let variables = Dictionary(
        environment.map { (Environment.Key(stringLiteral: $0.name), $0.value) }, uniquingKeysWith: { $1 })
      let result = try await Subprocess.run(
        .path(FilePath(program)), arguments: Arguments(arguments), environment: .custom(variables),
        workingDirectory: directory.map { FilePath($0) }, platformOptions: options, input: .none,
        output: .sequence, error: .sequence
      ) { execution in
        group.withLock { $0 = execution.processIdentifier.value }
        let limit = Limits.current.count(.output) / 2
        async let output = capture(execution.standardOutput, limit: limit)
        async let errors = capture(execution.standardError, limit: limit)
        return try await (output, errors)
      }
      if isLate.withLock({ $0 }) { throw late(program, seconds) }
      let code: Int32 =
        switch result.terminationStatus {
        case .exited(let code): Int32(code)
        case .signaled(let signal): 128 + Int32(signal)
        }
      return Result(exitCode: code, output: result.closureResult.0, errors: result.closureResult.1)
    } catch let breakdown as Breakdown {
      throw breakdown
    } catch {
      if isLate.withLock({ $0 }) { throw late(program, seconds) }
      throw Breakdown(.environment, "run \(PathText.visible(program)): \(PathText.visible("\(error)"))")
    }
  }

  /// The beginning and the end of what comes out of `stream`.
  static func capture(_ stream: SubprocessOutputSequence, limit: Int) async throws -> CapturedOutput {
    var captured = CapturedOutput(limit: limit)
    for try await piece in stream { captured.append(piece.bytes) }
    return captured
  }

  private static func late(_ program: String, _ seconds: Int) -> Breakdown {
    Breakdown(
      .environment, code: CauseCode.time,
      "run \(PathText.visible(program)): it took longer than \(seconds) s and was ended",
      remedy: "raise \"timeout\" in \"build\", or find out what it waits for")
  }
}
