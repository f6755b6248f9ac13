internal import Fingerprints

/// One mistake in a scenario file, with its place.
public struct ScenarioMistake: Hashable, Sendable {
  /// The file as the user named it.
  public let file: String
  /// Counted from 1; 0 when the mistake is about the file as a whole.
  public let line: Int
  public let column: Int
  /// What is wrong and, where it is not plain, what to write instead.
  public let message: String
  /// The line itself; empty when there is none to show.
  public let source: String

  public init(file: String, line: Int = 0, column: Int = 0, message: String, source: String = "") {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.source = source
  }

  private static let window = 160
  private static let longestMessage = 1000

  /// `file:line:column: error: message`, then the line and a caret below the place.
  public var rendered: String {
    let name = PathText.visible(file)
    // Messages quote what the file says; here is the one place where all of them are made safe to print.
    let isWhole = message.unicodeScalars.dropFirst(Self.longestMessage).isEmpty
    let quoted = String(String.UnicodeScalarView(message.unicodeScalars.prefix(Self.longestMessage)))
    let message = PathText.visible(quoted) + (isWhole ? "" : "…")
    guard line > 0 else { return "\(name): error: \(message)" }
    var text = "\(name):\(line):\(column): error: \(message)"
    guard !source.isEmpty else { return text }
    // A window of a very long line, so that the caret stays in sight.
    let start = max(0, column - 1 - Self.window / 2)
    // A tab takes one column in YAML's marks, so it is shown as one blank.
    let scalars = source.unicodeScalars.dropFirst(start).prefix(Self.window).map { $0 == "\t" ? " " : $0 }
    let before = scalars.prefix(max(0, column - 1 - start))
    let indent = PathText.visible(String(String.UnicodeScalarView(before))).count
    text += "\n  " + PathText.visible(String(String.UnicodeScalarView(scalars)))
    text += "\n  " + String(repeating: " ", count: indent) + "^"
    return text
  }
}

/// All mistakes of one or more scenario files, in the order of files and lines.
public struct ScenarioMistakes: Error, Sendable {
  public let mistakes: [ScenarioMistake]

  public init(_ mistakes: [ScenarioMistake]) { self.mistakes = mistakes }
}
