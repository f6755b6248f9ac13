internal import Model
internal import ScenarioFiles

/// A scenario file: mistakes have their place in it, and a scenario that is written reads as the same one.
enum ScenarioCheck {
  /// There is no such directory, so no fixtures are read.
  private static let file = "/nonexistent/fuzz/made-up.yml"

  static func run(_ input: [UInt8]) throws {
    if let found = mistakes(input)?.mistakes {
      try hold(found, input)
      return try require(mistakes(input)?.mistakes == found, "reading twice finds the same mistakes")
    }
    guard let scenario = try? ScenarioLoader.load(input, file: file).scenario else { return }
    try require((try? ScenarioLoader.load(input, file: file).scenario) == scenario, "reading twice is the same")
    // What is not UTF-8 cannot be written.
    let text = ScenarioWriter.text(scenario)
    guard !text.contains("\\ufffd") else { return }
    let written = Array(text.utf8)
    let mistakes = mistakes(written)?.mistakes.map(\.rendered).joined(separator: "\n")
    try require(mistakes == nil, "a scenario that is written can be read: \(mistakes ?? "")\n\(text)")
    let again = try? ScenarioLoader.load(written, file: file).scenario
    try require(again == scenario, "a scenario that is written reads as the same one: \(text)")
  }

  private static func mistakes(_ input: [UInt8]) -> ScenarioMistakes? {
    do throws(ScenarioMistakes) {
      _ = try ScenarioLoader.load(input, file: file)
      return nil
    } catch {
      return error
    }
  }

  private static func hold(_ mistakes: [ScenarioMistake], _ input: [UInt8]) throws {
    try require(!mistakes.isEmpty, "what is refused has a mistake")
    let lines = editorLineCount(input)
    for mistake in mistakes {
      try require((0...lines).contains(mistake.line), "line \(mistake.line) of a mistake is one of \(lines)")
      try require((mistake.line == 0) == (mistake.column == 0), "a mistake has a line and a column, or neither")
      let rendered = mistake.rendered.split(separator: "\n", omittingEmptySubsequences: false)
      try require(rendered.count == 1 || rendered.count == 3, "a mistake is shown in one line, or with its source")
      for line in rendered { try requireSafe(String(line), "a mistake") }
    }
  }
}
