/// What git's rules say about one path, and why.
public struct GitignoreDecision: Sendable {
  /// Whether git ignores the path, as long as it is not tracked.
  public let ignored: Bool
  /// The rule that decided; nil when none matched. A path that a rule re-included is not ignored and has that rule.
  public let rule: GitignoreRule?
  /// The directory that was excluded with all that is below it; nil when the rule matched the path itself.
  public let viaParent: [UInt8]?
}

extension GitignoreFile {
  /// Decides `path`, which is relative to the directory of the ignore file and need not exist.
  ///
  /// Every directory above the path is asked first, from the top: what is below an excluded directory is ignored, and
  /// no rule can re-include it, because git never enters such a directory (`dir.c`, `prep_exclude`). Slashes at the
  /// ends and doubled slashes do not count. The time is the path's length times that of all patterns.
  public func decide(_ path: [UInt8], isDirectory: Bool) -> GitignoreDecision {
    let slash = UInt8(ascii: "/")
    let path = Array(path.split(separator: slash).joined(separator: [slash]))
    let names = path.split(separator: slash)
    let deciding = lastMatches(names, of: path, isDirectory: isDirectory)
    for (name, rule) in zip(names, deciding) {
      guard let rule, !rule.negated else { continue }
      let isPath = name.endIndex == path.endIndex
      return GitignoreDecision(ignored: true, rule: rule, viaParent: isPath ? nil : Array(path[..<name.endIndex]))
    }
    return GitignoreDecision(ignored: false, rule: deciding.last ?? nil, viaParent: nil)
  }

  /// For every name of the path, the last rule that matches the path that ends with it.
  private func lastMatches(
    _ names: [ArraySlice<UInt8>], of path: [UInt8], isDirectory: Bool
  ) -> [GitignoreRule?] {
    var last = [GitignoreRule?](repeating: nil, count: names.count)
    for rule in rules where !rule.isBroken {
      for (depth, matches) in rule.matches(names, of: path, isDirectory: isDirectory).enumerated() where matches {
        last[depth] = rule
      }
    }
    return last
  }
}
