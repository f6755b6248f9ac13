import Dockerignore
import Foundation
import Glob
import TestSupport
import Testing

/// Every recorded answer of moby/patternmatcher, none left out.
@Suite("conformance with the reference's recorded answers")
struct ConformanceTests {
  @Test("the generated vectors: reading, compiling, matching alone and while walking")
  func generated() throws {
    let vectors = try PatternVectors.generated()
    #expect(vectors.cases.count == 3099)
    try check(vectors)
  }

  @Test(
    "ignore files of public projects",
    .enabled(
      if: SharedFolder.has(PatternVectors.realProjects),
      "needs the shared folder of recorded answers: \(PatternVectors.realProjects)"))
  func realProjects() throws { try check(PatternVectors.load(SharedFolder.file(PatternVectors.realProjects))) }

  private func check(_ vectors: PatternVectors) throws {
    for item in vectors.cases {
      switch item.kind {
      case "read": checkReading(item)
      case "match":
        let patterns = try #require(item.patterns)
        checkMatching(item, patterns.map { Array($0.utf8) })
      case "match-ignore-file":
        let tree = try #require(item.tree.flatMap { vectors.trees[$0] })
        checkFile(item, tree: tree)
      default: Issue.record("\(item.id): a kind of case that is not known: \(item.kind)")
      }
    }
  }

  private func checkReading(_ item: PatternVectors.Case) {
    do throws(IgnoreFileError) {
      let lines = try IgnoreLine.read(item.bytes)
      #expect(item.readError == nil, "\(item.id)")
      // The record shows a byte that is not UTF-8 as U+FFFD, one for each.
      let expected = item.patterns?.map { Array($0.utf8) }
      #expect(lines.map { Self.shown($0.pattern) } == expected, "\(item.id)")
    } catch {
      #expect(item.readError == "bufio.Scanner: token too long" && error.problem == .lineTooLong, "\(item.id)")
      return
    }
    checkCompiling(item) { () throws(IgnoreFileError) in try IgnoreFile(item.bytes) }
  }

  /// The file, or nil when it is refused as recorded.
  @discardableResult
  private func checkCompiling(
    _ item: PatternVectors.Case, _ compile: () throws(IgnoreFileError) -> IgnoreFile
  ) -> IgnoreFile? {
    do throws(IgnoreFileError) {
      let file = try compile()
      #expect(item.compileError == nil, "\(item.id)")
      return file
    } catch {
      let expected: String? =
        switch error.problem {
        case .exclamationMarkAlone: "illegal exclusion pattern: \"!\""
        case .patternSyntax: "syntax error in pattern"
        case .lineTooLong, .matching, .tooComplex: "none"
        }
      #expect(item.compileError == expected, "\(item.id)")
      return nil
    }
  }

  private func checkMatching(_ item: PatternVectors.Case, _ patterns: [[UInt8]]) {
    guard let file = checkCompiling(item, { () throws(IgnoreFileError) in try IgnoreFile(patterns: patterns) })
    else { return }
    var matcher = IgnoreMatcher(file)
    for answer in item.paths ?? [] {
      let path = Array(answer.path.utf8)
      let comment: Comment = "\(item.id): \(item.patterns ?? []) \(answer.path)"
      let expected: Bool? = answer.error == nil ? answer.matched : nil
      #expect(Answers.alone(path, &matcher) == expected, comment)
      #expect(
        Answers.walking(path, &matcher) == (answer.error == nil ? answer.matchedWalk ?? answer.matched : nil), comment)
      #expect(Answers.ruleByRule(path, file) == expected, comment)
    }
  }

  private func checkFile(_ item: PatternVectors.Case, tree: [String]) {
    guard let file = checkCompiling(item, { () throws(IgnoreFileError) in try IgnoreFile(item.bytes) }) else { return }
    var matcher = IgnoreMatcher(file)
    let alone = tree.filter { Answers.alone(Array($0.utf8), &matcher) == true }
    #expect(Set(alone) == Set(item.excludedPaths ?? []), "\(item.id)")
    let walking = tree.filter { Answers.walking(Array($0.utf8), &matcher) == true }
    let differing = Set((item.excludedPathsWhenWalkingDiffers ?? [:]).keys)
    #expect(Set(walking).symmetricDifference(alone) == differing, "\(item.id)")
  }

  private static func shown(_ bytes: [UInt8]) -> [UInt8] {
    var shown: [UInt8] = []
    var index = 0
    while index < bytes.count {
      var length = 1
      while length < 4, index + length <= bytes.count,
        String(validating: bytes[index..<(index + length)], as: UTF8.self) == nil
      { length += 1 }
      if index + length <= bytes.count,
        String(validating: bytes[index..<(index + length)], as: UTF8.self) != nil
      {
        shown += bytes[index..<(index + length)]
        index += length
      } else {
        shown += Array("\u{FFFD}".utf8)
        index += 1
      }
    }
    return shown
  }
}
