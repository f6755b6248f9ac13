internal import PlainYAML

/// Gathers the mistakes of one file while it is read, so that all are reported in one pass.
final class MistakeCollector {
  let file: String
  private let lines: [String]
  private(set) var mistakes: [ScenarioMistake] = []

  init(file: String, text: String) {
    self.file = file
    // By bytes: to Swift a carriage return and a newline are one character.
    lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self)
    }
  }

  func add(_ message: String, at node: YAMLTree) { add(message, line: node.line, column: node.column) }

  func add(_ message: String, line: Int, column: Int) {
    // The nodes of an alias stand in one place; one message is enough.
    let mistake = ScenarioMistake(
      file: file, line: line, column: column, message: message,
      source: lines.indices.contains(line - 1) ? lines[line - 1] : "")
    if !mistakes.contains(mistake) { mistakes.append(mistake) }
  }

  /// In the order of the file.
  var sorted: [ScenarioMistake] {
    mistakes.enumerated().sorted {
      ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
    }.map(\.element)
  }
}
