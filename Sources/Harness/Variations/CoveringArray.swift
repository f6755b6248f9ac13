/// Combinations of values of which few cover all pairs: every value of one axis with every value of another.
///
/// A greedy construction as in D. M. Cohen et al., "The AETG System" (IEEE TSE 23, 1997): each new row is the best of
/// some candidates, which are filled axis by axis with the value that covers most pairs not seen yet.
struct CoveringArray {
  /// How many values each axis has, at least one.
  private let counts: [Int]
  private var random: SeededGenerator
  /// The pairs that occur in no row yet.
  private var open: Set<Pair> = []
  /// Each row has one value, counted from 0, for each axis.
  private(set) var rows: [[Int]] = []
  /// How many pairs of values there are.
  let pairCount: Int

  var coveredCount: Int { pairCount - open.count }

  private struct Pair: Hashable {
    let first: Int
    let second: Int
    let firstValue: Int
    let secondValue: Int
  }

  private static let candidates = 24

  /// Begins with the row of all first values.
  init(counts: [Int], seed: UInt64) {
    self.counts = counts
    random = SeededGenerator(seed: seed)
    for first in counts.indices {
      for second in counts.indices where second > first {
        for a in 0..<counts[first] {
          for b in 0..<counts[second] { open.insert(Pair(first: first, second: second, firstValue: a, secondValue: b)) }
        }
      }
    }
    pairCount = open.count
    take(counts.map { _ in 0 })
  }

  /// Adds rows until there are `count`.
  mutating func extend(to count: Int) {
    while rows.count < count { take(best()) }
  }

  /// Adds rows until all pairs occur, `most` at the utmost.
  mutating func complete(within most: Int) {
    while !open.isEmpty && rows.count < most { take(best()) }
  }

  private mutating func best() -> [Int] {
    var best: (row: [Int], gain: Int)?
    for _ in 0..<Self.candidates {
      let row = candidate()
      let gain = gain(of: row)
      if gain > best?.gain ?? -1 { best = (row, gain) }
    }
    return best?.row ?? counts.map { _ in 0 }
  }

  private mutating func candidate() -> [Int] {
    var row = [Int](repeating: -1, count: counts.count)
    for axis in random.order(of: counts.count) {
      var best: [Int] = []
      var most = -1
      for value in 0..<counts[axis] {
        var gain = 0
        for other in counts.indices where row[other] >= 0 && open.contains(pair(axis, value, other, row[other])) {
          gain += 1
        }
        if gain > most {
          most = gain
          best = [value]
        } else if gain == most {
          best.append(value)
        }
      }
      // Of equals the value that occurred least: a row with nothing in common with those before tells most.
      let uses = best.map { value in rows.count { $0[axis] == value } }
      let least = uses.min() ?? 0
      let rare = zip(best, uses).filter { $0.1 == least }.map(\.0)
      row[axis] = rare[random.below(rare.count)]
    }
    return row
  }

  private func gain(of row: [Int]) -> Int {
    var gain = 0
    for first in row.indices {
      for second in row.indices where second > first && open.contains(pair(first, row[first], second, row[second])) {
        gain += 1
      }
    }
    return gain
  }

  private mutating func take(_ row: [Int]) {
    rows.append(row)
    for first in row.indices {
      for second in row.indices where second > first { open.remove(pair(first, row[first], second, row[second])) }
    }
  }

  private func pair(_ one: Int, _ oneValue: Int, _ other: Int, _ otherValue: Int) -> Pair {
    one < other
      ? Pair(first: one, second: other, firstValue: oneValue, secondValue: otherValue)
      : Pair(first: other, second: one, firstValue: otherValue, secondValue: oneValue)
  }
}
