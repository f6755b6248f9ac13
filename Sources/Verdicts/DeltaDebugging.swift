/// The smallest part of a set of changes that still has an effect (A. Zeller and R. Hildebrandt, "Simplifying and
/// isolating failure-inducing input", IEEE TSE 28, 2002: ddmin).
public enum DeltaDebugging {
  /// A part of `changes` that has the effect and loses it with any one of its changes; the order is kept.
  ///
  /// - Parameter hasEffect: whether a part has the effect; nil when no more may be asked, which ends the search.
  /// - Returns: nil when the whole has no effect, or when the search was ended.
  public static func smallest<Change: Sendable>(
    of changes: [Change], hasEffect: ([Change]) async -> Bool?
  ) async -> [Change]? {
    guard !changes.isEmpty, await hasEffect(changes) == true else { return nil }
    var rest = changes
    var pieces = 2
    search: while rest.count > 1 {
      let parts = split(rest, into: pieces)
      for part in parts {
        guard let effect = await hasEffect(part) else { return nil }
        guard effect else { continue }
        rest = part
        pieces = 2
        continue search
      }
      if pieces > 2 {
        for index in parts.indices {
          let others = parts.indices.filter { $0 != index }.flatMap { parts[$0] }
          guard let effect = await hasEffect(others) else { return nil }
          guard effect else { continue }
          rest = others
          pieces = max(2, pieces - 1)
          continue search
        }
      }
      guard pieces < rest.count else { break }
      pieces = min(rest.count, pieces * 2)
    }
    return rest
  }

  private static func split<Change>(_ changes: [Change], into count: Int) -> [[Change]] {
    (0..<count).map { index in
      Array(changes[(changes.count * index / count)..<(changes.count * (index + 1) / count)])
    }.filter { !$0.isEmpty }
  }
}
