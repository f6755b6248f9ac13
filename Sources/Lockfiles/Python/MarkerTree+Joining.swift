internal import Fingerprints

extension MarkerTree {
  /// One that holds when any of `trees` does; nil when there are none.
  static func any(of trees: [MarkerTree]) -> MarkerTree? {
    let flat = distinct(trees.flatMap { tree in if case .any(let inner) = tree { inner } else { [tree] } })
    return flat.count > 1 ? .any(flat) : flat.first
  }

  /// One that holds when all of `trees` do; nil when there are none.
  static func all(of trees: [MarkerTree]) -> MarkerTree? {
    let flat = distinct(trees.flatMap { tree in if case .all(let inner) = tree { inner } else { [tree] } })
    return flat.count > 1 ? .all(flat) : flat.first
  }

  /// Each once, by what it prints.
  private static func distinct(_ trees: [MarkerTree]) -> [MarkerTree] {
    guard trees.count > 1 else { return trees }
    var seen: Set<TextKey> = []
    return trees.filter { seen.insert(TextKey($0.text)).inserted }
  }
}
