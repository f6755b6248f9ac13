internal import Fingerprints

/// Why a Dockerfile cannot be built: what is refused, and where.
public struct DockerfileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Of the word, flag or character that is wrong, continued lines counted as they are in the file; where only the
  /// instruction as a whole is to blame, of its keyword. Counted from 1; 0 when it is about the whole file.
  public let line: Int
  /// In bytes of the line as it is written, counted from 1; a byte order mark at the start of the file does not count.
  /// 0 when it is about the whole file.
  public let column: Int
  /// One line, safe to print.
  public let message: String

  /// - Parameter message: made safe to print here, so that callers may put input into it.
  init(line: Int, column: Int, _ message: String) {
    self.line = line
    self.column = column
    self.message = PathText.visible(message)
  }

  /// A mistake of the file as a whole.
  init(_ message: String) { self.init(line: 0, column: 0, message) }

  /// - Parameter refusal: a mistake of the instruction whose parts are at `places`.
  init(_ refusal: Refusal, in places: InstructionPlaces) {
    let place = places.place(of: refusal.place)
    self.init(line: place.line, column: place.column, refusal.message)
  }

  public var description: String { line > 0 ? "line \(line), column \(column): \(message)" : message }

  /// `FILE:LINE:COLUMN: message`, safe to print; without numbers when it is about the whole file.
  public func text(in file: String) -> String {
    let place = line > 0 ? ":\(line):\(column)" : ""
    return "\(PathText.visible(file))\(place): \(message)"
  }
}
