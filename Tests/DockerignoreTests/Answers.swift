import Dockerignore
import Glob

/// The ways to ask whether rules drop a path; nil where the builder fails.
enum Answers {
  static func alone(_ path: [UInt8], _ matcher: inout IgnoreMatcher) -> Bool? {
    try? matcher.decide(path).ignored
  }

  /// Down from the root, as a builder lists a tree.
  static func walking(_ path: [UInt8], _ matcher: inout IgnoreMatcher) -> Bool? {
    var state = matcher.root
    for end in path.indices where end > 0 && path[end] == UInt8(ascii: "/") {
      guard let next = try? matcher.decide(Array(path[..<end]), under: state) else { return nil }
      state = next
    }
    return try? matcher.decide(path, under: state).ignored
  }

  /// Rule after rule and directory after directory, with nothing shared and nothing remembered.
  static func ruleByRule(_ path: [UInt8], _ file: IgnoreFile) -> Bool? {
    var ignored = false
    var above = path.indices.filter { path[$0] == UInt8(ascii: "/") }.map { Array(path[..<$0]) }
    if path.first == UInt8(ascii: "/"), above.count == 1 { above.append([UInt8(ascii: "/")]) }
    for rule in file.rules where rule.negated == ignored {
      guard let own = rule.pattern.matches(path) else { return nil }
      if own || above.contains(where: { rule.pattern.matches($0) == true }) { ignored = !rule.negated }
    }
    return ignored
  }

  /// The same while walking: what a directory handed down is kept as one flag for each rule.
  static func walkingRuleByRule(_ path: [UInt8], _ file: IgnoreFile) -> Bool? {
    var inherited = [Bool](repeating: false, count: file.rules.count)
    var ignored = false
    for end in path.indices.filter({ $0 > 0 && path[$0] == UInt8(ascii: "/") }) + [path.count] {
      let part = Array(path[..<end])
      ignored = false
      var own = [Bool](repeating: false, count: file.rules.count)
      for (index, rule) in file.rules.enumerated() {
        var matched = inherited[index]
        if !matched {
          guard rule.negated == ignored else { continue }
          guard let answer = rule.pattern.matches(part) else { return nil }
          matched = answer
        }
        own[index] = matched
        if matched { ignored = !rule.negated }
      }
      inherited = own
    }
    return ignored
  }
}
