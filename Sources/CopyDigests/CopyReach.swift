internal import Glob

/// Tells by its name alone whether a path is part of what a source takes, should it be in the context.
///
/// Names do not say where links lead; ``following(links:)`` does what can be said about those on the way to a source.
/// Of what is in a context, ``ContentTree/taken(by:)`` knows all.
public struct CopyReach: Sendable {
  public let selector: CopySelector
  /// Nil when BuildKit refuses a pattern.
  private let filter: SelectorFilter?

  public init(_ selector: CopySelector) {
    self.selector = selector
    filter = try? SelectorFilter(selector)
  }

  /// Whether `path`, relative to the root and clean, is taken.
  ///
  /// Nothing is, by a source on which BuildKit fails.
  public func takes(_ path: [UInt8]) -> Bool {
    let source = selector.relativePath
    guard selector.selectsList else { return KeyOrder.isBelow(path, source) || path == source }
    guard var filter, let base = base(of: path) else { return false }
    // As in a walk: each directory from the one that is copied on hands down what it was compared with.
    var ends = path.indices.filter { $0 > base && path[$0] == UInt8(ascii: "/") } + [path.count]
    if base > 0, base < path.count { ends.insert(base, at: 0) }
    var above: SelectorFilter.State?
    var isSelected = false
    for end in ends {
      var state = SelectorFilter.State()
      let start = min(end, base == 0 ? 0 : base + 1)
      guard let selected = try? filter.selects(Array(path[start..<end]), under: above, &state) else { return false }
      (above, isSelected) = (state, selected)
    }
    return isSelected
  }

  /// Whether `path` can be a directory above something that is taken.
  public func leads(through path: [UInt8]) -> Bool {
    let slash = UInt8(ascii: "/")
    let parts = path.split(separator: slash)
    let source = selector.relativePath.split(separator: slash)
    let patterns = selector.includes.isEmpty ? [[]] : selector.includes
    return patterns.contains { include in
      let pattern = source + include.split(separator: slash)
      for (index, part) in parts.enumerated() {
        guard index < pattern.count else { return false }
        if index >= source.count, pattern[index].elementsEqual([0x2A, 0x2A]) { return true }
        guard pattern[index] == part || (try? NameMatch.matches(Array(pattern[index]), Array(part))) == true else {
          return false
        }
      }
      return parts.count < pattern.count
    }
  }

  /// The same source with what `links` lead to.
  ///
  /// - Parameter links: the text of the link at a path that is relative to the root; nil where there is none.
  /// - Returns: nil where no link is on the way, or too many.
  public func following<Failure: Error>(
    links: ([UInt8]) throws(Failure) -> [UInt8]?
  ) throws(Failure) -> CopyReach? {
    let start = selector.hasWildcard ? selector.fixedPrefix : selector.relativePath
    guard let resolved = try LinkResolution.follow(start, followingLast: true, target: links), resolved != start else {
      return nil
    }
    let rest = selector.relativePath[start.count...]
    return CopyReach(
      CopySelector(
        path: resolved + (rest.first == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + rest,
        includes: selector.includes, excludes: selector.excludes))
  }

  /// What is left of `path` behind what is copied; empty for that itself, nil for what is not below it.
  public func rest(of path: [UInt8]) -> [UInt8]? {
    guard let base = base(of: path) else { return nil }
    return Array(path[min(path.count, base == 0 ? 0 : base + 1)...])
  }

  /// Where what is copied ends in `path`, which is it or lies in it; nil when it does not.
  private func base(of path: [UInt8]) -> Int? {
    let source = selector.relativePath
    guard selector.hasWildcard else {
      return path == source || KeyOrder.isBelow(path, source) ? source.count : nil
    }
    let slash = UInt8(ascii: "/")
    return (path.indices.filter { path[$0] == slash } + [path.count]).first { end in
      (try? NameMatch.matches(selector.path, [slash] + path[..<end])) == true
    }
  }
}
