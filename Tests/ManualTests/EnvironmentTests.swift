import Foundation
import Manual
import TestSupport
import Testing

@Suite("variables of the environment")
struct EnvironmentTests {
  @Test("every variable that the sources read is in the topic")
  func all() throws {
    let found = try Workspace().shell(
      "grep -rhoE --include='*.swift' '(getenv\\(|variable\\(|environment\\[)\"[A-Z_]+\"' '\(Workspace.project)/Sources'"
    )
    let read = Set(
      found.output.split(separator: "\n").compactMap { line in line.split(separator: "\"").last.map(String.init) })
    #expect(read.isSuperset(of: ["TMPDIR", "NO_COLOR", "CI", "SOURCE_DATE_EPOCH"]))
    let told = Set(
      EnvironmentVariable.all.flatMap { $0.name.split(separator: ",").map { $0.trimmingBlanks } })
    #expect(read.subtracting(told) == [])
  }
}

extension Workspace {
  /// The text of a file of the project.
  static func document(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: project + "/" + path)), as: UTF8.self)
  }
}
