internal import Glob

/// Why one path is in a context or not.
public struct IgnoreExplanation: Sendable {
  public let ignored: Bool
  /// The rule that decided; nil when no rule had a say.
  public let rule: IgnoreRule?
  /// The directory at which the deciding rule matched, when it was not the path itself.
  public let viaParent: [UInt8]?
  /// Every rule that matches the path or a directory above it, in the order of lines, the deciding one
  /// included.
  public let matched: [IgnoreRule]
}

extension IgnoreMatcher {
  /// Explains the decision for `path`, which need not exist.
  public func explain(_ path: [UInt8]) -> IgnoreExplanation {
    var state = root
    var firstMatchAt = [[UInt8]?](repeating: nil, count: rules.count)
    var everMatching = [Bool](repeating: false, count: rules.count)
    var prefix: [UInt8] = []
    for component in path.split(separator: UInt8(ascii: "/")) {
      if !prefix.isEmpty { prefix.append(UInt8(ascii: "/")) }
      prefix += component
      let next = decide(prefix, under: state)
      for index in rules.indices {
        if next.matched[index], firstMatchAt[index] == nil { firstMatchAt[index] = prefix }
        if !everMatching[index] { everMatching[index] = rules[index].pattern.matches(prefix) }
      }
      state = next
    }
    let decidedAt = state.rule.flatMap { firstMatchAt[$0] }
    return IgnoreExplanation(
      ignored: state.ignored, rule: state.rule.map { rules[$0] },
      viaParent: decidedAt == path ? nil : decidedAt,
      matched: rules.indices.filter { everMatching[$0] }.map { rules[$0] })
  }
}
