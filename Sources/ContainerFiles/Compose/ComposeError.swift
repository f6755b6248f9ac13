internal import Fingerprints

/// Why compose files make no project: the first mistake, and what to do about it.
public struct ComposeError: Error, Hashable, Sendable {
  public let place: ComposePlace
  /// What is wrong: one line, safe to print.
  public let message: String
  /// What to do, as one line that is safe to print.
  public let remedy: String

  /// - Parameters:
  ///   - message: made safe to print here, so that callers may put input into it.
  ///   - remedy: likewise.
  init(_ place: ComposePlace, _ message: String, remedy: String) {
    self.place = place
    self.message = PathText.visible(message)
    self.remedy = PathText.visible(remedy)
  }

  static func visible(_ path: String) -> String { PathText.visible(path) }

  /// Input as messages quote it: long input cut, so that one line stays one line.
  static func quote(_ text: String) -> String {
    let limit = 100
    guard text.unicodeScalars.count > limit else { return "\"\(text)\"" }
    return "\"\(String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))))…\""
  }
}

extension ComposeError: CustomStringConvertible {
  public var description: String { "\(PathText.visible(place.description)): \(message); \(remedy)" }
}
