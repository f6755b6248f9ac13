import Foundation
import TestSupport
import Testing

@Suite("axes")
struct AxesTests {
  @Test("--runs prints the conditions that run has, and how many pairs they bring together")
  func runs() throws {
    let workspace = try Workspace()
    let result = try workspace.lockstep("axes", "--runs", "4", "--vary", "umask,locale", "--seed", "3")
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.first == "run 1  the usual conditions")
    #expect(lines.dropLast().dropFirst().allSatisfy { $0.contains("umask=") || $0.contains("locale=") })
    #expect(lines.last?.hasPrefix("4 runs bring together 4 of ") == true, "\(result.output)")

    // The number that is told to be enough is, and one less is not.
    let json = try workspace.lockstep("axes", "--runs", "4", "--vary", "umask,locale", "--seed", "3", "--json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let needed = try #require(document["runsForAllPairs"] as? Int)
    for (count, isEnough) in [(needed, true), (needed - 1, false)] {
      let text = try workspace.lockstep("axes", "--runs", "\(count)", "--vary", "umask,locale", "--seed", "3").output
      let counts = text.split(separator: "\n").last?.split(separator: " ").compactMap { Int($0) } ?? []
      try #require(counts.count >= 3)
      #expect((counts[1] == counts[2]) == isEnough, "\(text)")
    }
  }

  @Test(
    "what makes no sense is refused",
    arguments: [["--vary", "umask"], ["--runs", "0"], ["--runs", "2", "--vary", "x"]])
  func refused(_ arguments: [String]) throws {
    let result = try Workspace().lockstep(arguments: ["axes"] + arguments)
    #expect(result.status == 2 && !result.errors.isEmpty && result.output.isEmpty, "\(result)")
  }
}
