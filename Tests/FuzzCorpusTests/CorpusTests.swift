import Foundation
import FuzzChecks
import Testing

/// Inputs that `Scripts/fuzz` found worth keeping, and those that once ended in a crash or a contradiction.
@Suite("Inputs kept from fuzzing", .timeLimit(.minutes(30)))
struct CorpusTests {
  @Test("crash nothing and contradict nothing", arguments: FuzzCheck.allCases)
  func kept(_ check: FuzzCheck) throws {
    let inputs = try Self.inputs(check.rawValue)
    #expect(inputs.count >= 5)
    for (number, input) in inputs {
      #expect(throws: Never.self, "\(check.rawValue).txt:\(number)") { try check.run(input) }
    }
  }

  /// One input a line in base64; `#` begins a comment.
  private static func inputs(_ name: String) throws -> [(line: Int, bytes: [UInt8])] {
    let file = try #require(Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Corpus"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated().compactMap { index, line in
        guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
        return (index + 1, Array(try #require(Data(base64Encoded: String(line)), "\(name).txt:\(index + 1)")))
      }
  }
}
