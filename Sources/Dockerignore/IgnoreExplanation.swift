internal import Glob

/// Why one path is in a context or not.
public struct IgnoreExplanation: Sendable {
  public let ignored: Bool
  /// The rule that decided; nil when no rule had a say.
  public let rule: IgnoreRule?
  /// The directory at which the deciding rule matched, when it was not the path itself.
  public let viaParent: [UInt8]?
  /// Every rule whose pattern matches the path or a directory above it, in the order of lines, the deciding one
  /// included.
  public let matched: [IgnoreRule]
  /// Whether the path is listed and then refused when it is opened: such a file reaches the image empty.
  public let arrivesEmpty: Bool
}

extension IgnoreMatcher {
  /// Explains the decision for `path`, which need not exist.
  ///
  /// - Throws: ``IgnoreFileError`` where the builder fails.
  public mutating func explain(_ path: [UInt8]) throws(IgnoreFileError) -> IgnoreExplanation {
    var state = root
    var firstMatchAt: [Int: Int] = [:]
    let ends = path.indices.filter { $0 > 0 && path[$0] == UInt8(ascii: "/") } + [path.count]
    forEachPrefix(of: path, ends) { matches, end in
      for index in matches where firstMatchAt[Int(index)] == nil { firstMatchAt[Int(index)] = end }
    }
    for end in ends { state = try decide(Array(path[..<end]), under: state) }
    let decidedAt = state.rule.flatMap { firstMatchAt[$0] }
    let alone = try decide(path)
    return IgnoreExplanation(
      ignored: state.ignored, rule: state.rule.map { rules[$0] },
      viaParent: decidedAt.flatMap { $0 < path.count ? Array(path[..<$0]) : nil },
      matched: firstMatchAt.keys.sorted().map { rules[$0] },
      arrivesEmpty: !state.ignored && alone.ignored)
  }
}
