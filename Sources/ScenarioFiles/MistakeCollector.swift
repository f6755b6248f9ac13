internal import PlainYAML

/// Gathers the mistakes of one file while it is read, so that all are reported in one pass.
final class MistakeCollector {
  let file: String
  private let lines: [String]
  private(set) var mistakes: [ScenarioMistake] = []
  /// The same, to find one that is there already.
  private var known: Set<ScenarioMistake> = []

  /// More than anybody reads; a file can be made to have a hundred thousand.
  private static let maximumCount = 100

  init(file: String, text: String) {
    self.file = file
    // By bytes: to Swift a carriage return and a newline are one character.
    lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self)
    }
  }

  func add(_ message: String, at node: YAMLTree) { add(message, line: node.line, column: node.column) }

  func add(_ message: String, line: Int, column: Int) {
    guard mistakes.count < Self.maximumCount else { return }
    // The nodes of an alias stand in one place; one message is enough.
    let mistake = ScenarioMistake(
      file: file, line: line, column: column,
      message: mistakes.count == Self.maximumCount - 1 ? "and more mistakes, which are not shown" : message,
      source: lines.indices.contains(line - 1) ? lines[line - 1] : "")
    if known.insert(mistake).inserted { mistakes.append(mistake) }
  }

  /// In the order of the file.
  var sorted: [ScenarioMistake] {
    mistakes.enumerated().sorted {
      ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
    }.map(\.element)
  }
}
