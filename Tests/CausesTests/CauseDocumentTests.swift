import Causes
import Foundation
import Testing

@Suite("docs/causes.md")
struct CauseDocumentTests {
  @Test("it has a line for each code, with its meaning and its remedy", arguments: DifferenceCode.allCases)
  func lines(_ code: DifferenceCode) throws {
    var path = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { path.deleteLastPathComponent() }
    let text = try String(contentsOf: path.appendingPathComponent("docs/causes.md"), encoding: .utf8)
    let line = "| `\(code.rawValue)` | \(code.meaning) | \(code.remedy ?? "depends on what differs") |"
    #expect(text.split(separator: "\n").contains { $0 == line })
  }
}
