internal import Dockerignore
internal import Gitignore
internal import Glob
internal import IgnoreEngines

/// An ignore file, a zero byte, then paths with zero bytes between: no answer depends on the way it was come to.
enum IgnoreCheck {
  static func run(_ input: [UInt8]) throws {
    let parts = input.split(separator: 0, maxSplits: 8, omittingEmptySubsequences: false).map { Array($0) }
    let paths = parts.dropFirst().map(relativePath).filter { !$0.isEmpty }
    let git = GitignoreFile(parts[0])
    for path in paths { _ = git.decide(path, isDirectory: path.count % 2 == 0) }
    for engine in IgnoreEngine.allCases {
      guard var filter = try? EngineFilter(engine, ignoreFile: parts[0]) else { continue }
      for path in paths { _ = try? filter.explain(path, isDirectory: path.count % 2 == 0) }
    }
    guard let file = try? IgnoreFile(parts[0]) else { return }
    for rule in file.rules {
      if let written = rule.pattern.asWritten { _ = try? Pattern(written) }
    }
    var matcher = IgnoreMatcher(file)
    for path in paths {
      let alone = try? matcher.decide(path).ignored
      try require(alone == ruleByRule(path, file), "by itself a path is as by all rules one by one: \(path)")
      let walking = walk(path, &matcher)
      try require(walking == walkRuleByRule(path, file), "walking to a path is as by all rules one by one: \(path)")
      if let explanation = try? matcher.explain(path) {
        try require(explanation.ignored == walking, "explaining a path is as walking to it: \(path)")
      }
    }
  }

  private static func walk(_ path: [UInt8], _ matcher: inout IgnoreMatcher) -> Bool? {
    var state = matcher.root
    for end in ends(path) {
      guard let next = try? matcher.decide(Array(path[..<end]), under: state) else { return nil }
      state = next
    }
    return state.ignored
  }

  private static func ends(_ path: [UInt8]) -> [Int] {
    path.indices.filter { path[$0] == UInt8(ascii: "/") } + [path.count]
  }

  private static func ruleByRule(_ path: [UInt8], _ file: IgnoreFile) -> Bool? {
    var ignored = false
    for rule in file.rules where rule.negated == ignored {
      guard rule.pattern.matches(path) != nil else { return nil }
      if ends(path).contains(where: { rule.pattern.matches(Array(path[..<$0])) == true }) { ignored = !rule.negated }
    }
    return ignored
  }

  private static func walkRuleByRule(_ path: [UInt8], _ file: IgnoreFile) -> Bool? {
    var inherited = [Bool](repeating: false, count: file.rules.count)
    var ignored = false
    for end in ends(path) {
      ignored = false
      var own = inherited
      for (index, rule) in file.rules.enumerated() {
        own[index] = false
        if !inherited[index] {
          guard rule.negated == ignored else { continue }
          guard let answer = rule.pattern.matches(Array(path[..<end])) else { return nil }
          guard answer else { continue }
        }
        own[index] = true
        ignored = !rule.negated
      }
      inherited = own
    }
    return ignored
  }
}
