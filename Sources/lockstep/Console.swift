internal import Files
internal import Glibc
internal import Harness
internal import Model

/// The two streams: standard output is the result, standard error the talk.
enum Console {
  /// Standard output could not be written.
  struct WriteFailure: Error {
    let code: Int32

    /// Says so, unless the reader has simply gone, and gives the exit status.
    func report() -> Int32 {
      if code == EPIPE { return 128 + SIGPIPE }
      Console.talk("lockstep: ENV: write to standard output: \(String(cString: strerror(code)))")
      return ExitStatus.environment.rawValue
    }
  }

  /// Writes `text` and a newline to standard output.
  static func print(_ text: String) throws(WriteFailure) { try write(text + "\n") }

  /// Writes `text` as it is to standard output.
  static func write(_ text: String) throws(WriteFailure) {
    if let code = writeAll(text, STDOUT_FILENO) { throw WriteFailure(code: code) }
  }

  /// Writes `text` and a newline to standard error; that this may fail changes nothing.
  static func talk(_ text: String) { _ = writeAll(text + "\n", STDERR_FILENO) }

  /// Writes `text` without a newline to standard error, for progress.
  static func progress(_ text: String) { _ = writeAll(text, STDERR_FILENO) }

  /// One line: whose matter it is, what, where, why, and what to do.
  static func error(_ breakdown: Breakdown) {
    talk("lockstep: \(breakdown.domain.rawValue): \(breakdown)")
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  private static func writeAll(_ text: String, _ descriptor: Int32) -> Int32? {
    WholeFile.writeAll(Array(text.utf8), to: descriptor)
  }
}
