import Dockerignore
import Glob
import TestSupport
import Testing

/// Random rules on random paths; what fails prints the seed that makes it again.
@Suite("all ways of asking agree")
struct PropertyTests {
  private static let pieces = [
    "a", "b", "c", "foo", "*", "**", "**/", "/**", "?", "[a-c]", "[^b]", "[!a]", "[*]", "\\*", "\\d", "\\b", "{2}", "|",
    "^", ".", "..", "/", "/", "/", "é", ".go", "$", "]", "\\Q", "[[:alpha:]]", "\\pL", " ",
  ]
  private static let names = ["a", "b", "c", "foo", "x.go", "é", "aa", "a|b", "[", "{2}", "5", "\n", ".go"]

  private func rules(_ random: inout SeededGenerator) -> [[UInt8]] {
    (0..<random.below(9) + 1).map { _ in
      let text = (0..<random.below(6) + 1).map { _ in Self.pieces[random.below(Self.pieces.count)] }.joined()
      return Array(((random.below(3) == 0 ? "!" : "") + text).utf8)
    }
  }

  private func path(_ random: inout SeededGenerator) -> [UInt8] {
    Array((0..<random.below(5) + 1).map { _ in Self.names[random.below(Self.names.count)] }.joined(separator: "/").utf8)
  }

  @Test("the set, each rule alone, and both while walking", arguments: 0..<4)
  func agreement(_: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var decided = 0
    for round in 0..<60 {
      let patterns = rules(&random)
      guard let file = try? IgnoreFile(patterns: patterns) else { continue }
      var matcher = IgnoreMatcher(file)
      for _ in 0..<12 {
        let path = path(&random)
        let comment: Comment =
          "seed \(seed), round \(round): \(patterns.map { String(decoding: $0, as: UTF8.self) }) \(path)"
        let alone = Answers.alone(path, &matcher)
        #expect(alone == Answers.ruleByRule(path, file), comment)
        let walking = Answers.walking(path, &matcher)
        #expect(walking == Answers.walkingRuleByRule(path, file), comment)
        if let walking {
          #expect(try matcher.explain(path).ignored == walking, comment)
          decided += 1
        }
      }
    }
    #expect(decided > 100)
  }

  /// A pruned directory must hold nothing that is kept, unless the reference is known to lose it.
  @Test("pruning loses nothing but what the reference loses", arguments: 0..<4)
  func pruning(_: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var pruned = 0
    for round in 0..<60 {
      let patterns = rules(&random)
      guard let file = try? IgnoreFile(patterns: patterns),
        // `!a/*/**` is the one the reference gets wrong.
        !file.rules.contains(where: { String(decoding: $0.pattern.text, as: UTF8.self).hasSuffix("/*/**") })
      else { continue }
      var matcher = IgnoreMatcher(file)
      for _ in 0..<12 {
        let path = path(&random)
        guard let ignored = Answers.walking(path, &matcher) else { continue }
        var state = matcher.root
        for end in path.indices where path[end] == UInt8(ascii: "/") {
          let directory = Array(path[..<end])
          state = try matcher.decide(directory, under: state)
          guard state.ignored, matcher.canPrune(directory, state) else { continue }
          pruned += 1
          #expect(
            ignored,
            "seed \(seed), round \(round): \(patterns.map { String(decoding: $0, as: UTF8.self) }) \(path) \(directory)"
          )
        }
      }
    }
    #expect(pruned > 20)
  }

  @Test("a table that is emptied on the way changes no answer")
  func emptiedTable() throws {
    var random = SeededGenerator.fresh()
    let seed = random.seed
    let set = PatternSet(
      try ["**/*a", "a*/b?", "[ab]*/**/c", "x|b*", "a{2}*", "foo", "b/**"].map { try Pattern(Array($0.utf8)) })
    var large = PatternScanner(set)
    var small = PatternScanner(set, tableLimit: 40)
    var emptied = 0
    for _ in 0..<400 {
      let path = path(&random)
      let start = small.start
      var position = start
      for end in path.indices.dropFirst() {
        // A place in a table that was emptied cannot be read on from: start again.
        let from = small.isCurrent(position) && end > 1 ? end - 1 : 0
        position = small.advance(from == 0 ? small.start : position, over: path, from: from, to: end)
      }
      let rest = small.isCurrent(position) && path.count > 1
      position = small.advance(rest ? position : small.start, over: path, from: rest ? path.count - 1 : 0)
      if !small.isCurrent(start) { emptied += 1 }
      let expected = large.matches(path, to: path.count, at: large.advance(large.start, over: path))
      #expect(small.matches(path, to: path.count, at: position) == expected, "seed \(seed): \(path)")
    }
    #expect(emptied > 20)
  }
}
