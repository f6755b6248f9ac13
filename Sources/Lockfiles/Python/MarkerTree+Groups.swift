internal import Fingerprints

extension MarkerTree {
  /// What is left of the marker when all extras and dependency groups are asked for; nil when nothing is.
  ///
  /// They are asked for in `pylock.toml`, as in `"dev" in dependency_groups`.
  var forAllGroups: MarkerTree? {
    switch self {
    case .comparison(let comparison): return comparison.asksForGroup ? nil : self
    case .any(let trees):
      let rest = trees.compactMap(\.forAllGroups)
      return rest.count == trees.count ? .any(rest) : nil
    case .all(let trees):
      let rest = trees.compactMap(\.forAllGroups)
      return rest.count > 1 ? .all(rest) : rest.first
    }
  }
}

extension MarkerComparison {
  fileprivate var asksForGroup: Bool {
    guard comparison == "in", case .text = left, case .variable(let name) = right else { return false }
    return name.hasSameBytes(as: "extras") || name.hasSameBytes(as: "dependency_groups")
  }
}
