import Dockerignore
import Foundation
import Testing

/// The tables of the documentation's article on the dialect.
@Suite("the documented dialect")
struct DialectTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let rules: String
    let path: String
    let walking: String
    let alone: String

    var testDescription: String { "\(rules) on \(path)" }
  }

  static let rows: [Row] = {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    let article = package.appendingPathComponent("Sources/Dockerignore/Dockerignore.docc/Dialect.md")
    let text = (try? String(contentsOf: article, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      // A bar inside a cell is written with a backslash, as Markdown wants it.
      let cells = line.replacingOccurrences(of: "\\|", with: "\u{1}").split(
        separator: "|", omittingEmptySubsequences: false
      )
      .map { $0.replacingOccurrences(of: "\u{1}", with: "|") }
      guard cells.count == 7, let rules = code(cells[1]), let path = code(cells[2]) else { return nil }
      return Row(
        rules: rules.replacingOccurrences(of: "⏎", with: "\n"), path: path,
        walking: cells[3].trimmingCharacters(in: .whitespaces), alone: cells[4].trimmingCharacters(in: .whitespaces))
    }
  }()

  /// What stands between backticks.
  private static func code(_ cell: String) -> String? {
    let parts = cell.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }

  @Test("there are rows to run")
  func present() { #expect(Self.rows.count > 60) }

  @Test("every row", arguments: rows)
  func row(_ row: Row) {
    guard let file = try? IgnoreFile(Array(row.rules.utf8)) else {
      #expect(row.walking == "refused" && row.alone == "refused")
      return
    }
    func shown(_ answer: Bool?) -> String { answer.map { $0 ? "ignored" : "kept" } ?? "fails" }
    var matcher = IgnoreMatcher(file)
    let path = Array(row.path.utf8)
    #expect(shown(Answers.walking(path, &matcher)) == row.walking)
    #expect(shown(Answers.alone(path, &matcher)) == row.alone)
  }
}
