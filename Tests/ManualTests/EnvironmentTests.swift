import Foundation
import Manual
import TestSupport
import Testing

@Suite("variables of the environment")
struct EnvironmentTests {
  /// Where the name of a variable stands in the sources that read one.
  nonisolated(unsafe) private static let readings = [
    /getenv\("([A-Z_]+)"\)/, /variable\("([A-Z_]+)"\)/, /environment\["([A-Z_]+)"\]/,
  ]

  @Test("every variable that the sources read is in the topic")
  func all() throws {
    let sources = Workspace.project + "/Sources"
    let files = try #require(FileManager.default.enumerator(atPath: sources)).compactMap { $0 as? String }
    var read: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      let text = try Workspace.document("Sources/" + file)
      for pattern in Self.readings { read.formUnion(text.matches(of: pattern).map { String($0.1) }) }
    }
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
