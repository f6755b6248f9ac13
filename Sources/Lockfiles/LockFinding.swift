internal import Fingerprints

/// Something a reader of the lockfile should know, at its place.
public struct LockFinding: Hashable, Sendable {
  /// A stable word to switch on: `unpinned`, `hash.missing`, `syntax`, …
  public let code: String
  /// The included file that is meant; nil for the lockfile itself.
  public let file: String?
  /// Counted from 1; nil when there is no place.
  public let line: Int?
  /// One line, safe to print; of a very long one its beginning and its end.
  public let message: String
  /// The grade the lockfile cannot be better than; nil when the finding costs nothing.
  public let lowersGradeTo: Grade?

  /// - Parameter message: made safe to print here, so that callers may put input into it.
  init(_ code: String, file: String? = nil, line: Int? = nil, _ message: String, grade: Grade? = nil) {
    self.code = code
    self.file = file.map { PathText.visible($0) }
    self.line = line
    self.message = PrintedText.of(message)
    lowersGradeTo = grade
  }
}
