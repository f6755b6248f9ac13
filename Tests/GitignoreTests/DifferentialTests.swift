import Foundation
import Gitignore
import TestSupport
import Testing

@Suite("compared with git check-ignore", .enabled(if: GitOracle.isAvailable, "needs git"))
struct DifferentialTests {
  private func answer(_ query: Query, by file: GitignoreFile) -> GitOracle.Answer {
    let decision = file.decide(query.path, isDirectory: query.isDirectory)
    return GitOracle.Answer(
      ignored: decision.ignored, line: decision.rule?.line, source: decision.rule?.source ?? [])
  }

  @Test("random rules decide random paths as git does, by the same line")
  func random() throws {
    var rules = RandomRules(random: .fresh())
    let seed = rules.random.seed
    let cases = (0..<400).map { _ in
      let queries = rules.queries(24)
      return OracleCase(rules: rules.rules(meeting: queries), queries: queries)
    }.filter { !GitignoreFile($0.rules).rules.contains(where: GitOracle.isMistaken) }
    #expect(cases.count >= 300, "seed \(seed)")
    var ignored = 0
    var reincluded = 0
    var belowDirectory = 0
    for (one, answers) in zip(cases, try GitOracle.answers(cases)) {
      let file = GitignoreFile(one.rules)
      for (query, expected) in zip(one.queries, answers) {
        let found = answer(query, by: file)
        #expect(
          found == expected,
          "seed \(seed), rules \(text(one.rules)), \(query.isDirectory ? "directory" : "file") \(text(query.path))")
        if expected.ignored { ignored += 1 } else if expected.line != nil { reincluded += 1 }
        if let parent = file.decide(query.path, isDirectory: query.isDirectory).viaParent {
          belowDirectory += 1
          let above = file.decide(parent, isDirectory: true)
          #expect(above.ignored && above.viaParent == nil && above.rule?.line == found.line, "seed \(seed)")
        }
      }
    }
    // A comparison that rarely met a rule would say little.
    #expect(ignored > 1_000 && reincluded > 100 && belowDirectory > 300, "seed \(seed)")
  }

  @Test("the tables of these tests are true of git")
  func tables() throws {
    let rows = Cases.all.filter { row in
      !GitignoreFile(Array(row.rules.utf8)).rules.contains(where: GitOracle.isMistaken)
    }
    let cases = rows.map { OracleCase(rules: Array($0.rules.utf8), queries: [Query($0.path)]) }
    for (row, answers) in zip(rows, try GitOracle.answers(cases)) {
      #expect(answers.map(\.ignored) == [row.ignored], "\(row)")
    }
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).debugDescription + " \(bytes)"
  }
}
