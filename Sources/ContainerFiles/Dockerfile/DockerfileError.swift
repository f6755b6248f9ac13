internal import Fingerprints

/// Why a Dockerfile cannot be built: what is refused, and where.
public struct DockerfileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Counted from 1; 0 when it is about the whole file.
  public let line: Int
  /// One line, safe to print.
  public let message: String

  /// - Parameter message: made safe to print here, so that callers may put input into it.
  init(line: Int, _ message: String) {
    self.line = line
    self.message = PathText.visible(message)
  }

  init(line: Int, _ refusal: Refusal) { self.init(line: line, refusal.message) }

  public var description: String { line > 0 ? "line \(line): \(message)" : message }
}

/// A mistake found by code that does not know the line; whoever does makes a ``DockerfileError`` of it.
struct Refusal: Error {
  let message: String

  init(_ message: String) { self.message = message }

  /// Input as messages quote it: long input cut, so that one line stays one line.
  static func quote(_ bytes: [UInt8]) -> String {
    let limit = 100
    guard bytes.count > limit else { return "\"\(String(decoding: bytes, as: UTF8.self))\"" }
    return "\"\(String(decoding: bytes.prefix(limit), as: UTF8.self))…\""
  }
}
