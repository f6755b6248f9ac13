internal import Files
internal import Glibc
internal import Harness
internal import Model
internal import Reports

/// The two streams: standard output is the result, standard error the talk.
///
/// All but constant text goes through ``StreamText``.
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

  /// Writes `text` without a further newline to standard output.
  static func write(_ text: String) throws(WriteFailure) { try write(StreamText.bytes(text)) }

  /// Writes `text`, which nobody but this program has a part in, to standard output: help, completion scripts.
  static func printConstant(_ text: String) throws(WriteFailure) { try write(Array((text + "\n").utf8)) }

  /// Writes workflow commands, which ``StreamText`` would take the force from, to standard error: data in `lines` is
  /// escaped by who made them, each is one line.
  static func command(_ lines: [String]) {
    let text = lines.map { $0.replacing("\n", with: " ") + "\n" }.joined()
    _ = WholeFile.writeAll(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Writes `text` and a newline to standard error; that this may fail changes nothing.
  static func talk(_ text: String) { _ = WholeFile.writeAll(StreamText.bytes(text + "\n"), to: STDERR_FILENO) }

  /// Writes `text`, whose sequences move on the terminal and whose names were escaped by who made it, to standard error.
  static func live(_ text: String) { _ = WholeFile.writeAll(Array(text.utf8), to: STDERR_FILENO) }

  /// One line: whose matter it is, what, where, why, and what to do.
  static func error(_ breakdown: Breakdown) {
    talk("lockstep: \(breakdown.domain.rawValue): \(breakdown)")
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  private static func write(_ bytes: [UInt8]) throws(WriteFailure) {
    if let code = WholeFile.writeAll(bytes, to: STDOUT_FILENO) { throw WriteFailure(code: code) }
  }
}
