internal import Fingerprints

/// Finds entries that two sides have under names which only letter case or the Unicode form tells apart.
enum PathPairing {
  struct Pair {
    let left: ComparedEntry
    let right: ComparedEntry
    let codes: [DifferenceCode]
  }

  /// Pairs of `left` and `right` and what is left over on each side; only names that are unique on both sides are
  /// paired, and only entries of one kind.
  static func pairs(
    _ left: [ComparedEntry], _ right: [ComparedEntry]
  ) -> (pairs: [Pair], left: [ComparedEntry], right: [ComparedEntry]) {
    let steps: [(codes: [DifferenceCode], key: (BytePath) -> Key?)] = [
      ([.pathUnicode], { $0.utf8Text.map { Key.text($0) } }),
      ([.pathCase], { path in .bytes(path.utf8Text.map { Array($0.lowercased().utf8) } ?? lowered(path)) }),
      ([.pathCase, .pathUnicode], { $0.utf8Text.map { Key.text($0.lowercased()) } }),
    ]
    var rest = (left: left, right: right)
    var pairs: [Pair] = []
    for step in steps {
      let first = grouped(rest.left, step.key)
      let second = grouped(rest.right, step.key)
      var taken: (left: Set<BytePath>, right: Set<BytePath>) = ([], [])
      for (key, entries) in first {
        guard entries.count == 1, let others = second[key], others.count == 1, entries[0].kind == others[0].kind
        else { continue }
        pairs.append(Pair(left: entries[0], right: others[0], codes: step.codes))
        taken.left.insert(entries[0].path)
        taken.right.insert(others[0].path)
      }
      rest.left.removeAll { taken.left.contains($0.path) }
      rest.right.removeAll { taken.right.contains($0.path) }
    }
    return (pairs.sorted { $0.left.path < $1.left.path }, rest.left, rest.right)
  }

  /// Texts are equal when Unicode calls them canonically equivalent: for once that is what is asked.
  private enum Key: Hashable {
    case text(String)
    case bytes([UInt8])
  }

  private static func grouped(
    _ entries: [ComparedEntry], _ key: (BytePath) -> Key?
  ) -> [Key: [ComparedEntry]] {
    var groups: [Key: [ComparedEntry]] = [:]
    for entry in entries {
      if let key = key(entry.path) { groups[key, default: []].append(entry) }
    }
    return groups
  }

  private static func lowered(_ path: BytePath) -> [UInt8] {
    path.bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}
