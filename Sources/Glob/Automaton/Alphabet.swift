/// Numbers for characters, the same for all that no pattern tells apart.
struct Alphabet: Sendable {
  /// How many numbers there are.
  let count: Int
  /// The first character of each number's range, ascending.
  private let starts: [UInt32]
  /// The numbers of the ASCII characters.
  let ascii: [Int32]

  init(_ automaton: Automaton) {
    var bounds: Set<UInt32> = [0, 0x2F, 0x30]
    func add(_ range: ClosedRange<UInt32>) {
      bounds.insert(range.lowerBound)
      bounds.insert(range.upperBound + 1)
    }
    for node in automaton.nodes where node.next >= 0 { add(node.scalar...node.scalar) }
    for edges in automaton.edges {
      for scalar in edges.scalars.keys { add(scalar...scalar) }
    }
    for set in automaton.sets { set.ranges.forEach(add) }
    if automaton.usesWords { ScalarSet.word.ranges.forEach(add) }
    let starts = bounds.sorted()
    self.starts = starts
    count = starts.count
    ascii = (0..<0x80).map { Int32(Self.search(UInt32($0), starts)) }
  }

  @inline(__always)
  func number(of scalar: UInt32) -> Int {
    scalar < 0x80 ? Int(ascii[Int(scalar)]) : Self.search(scalar, starts)
  }

  /// A character that has this number.
  func example(of number: Int) -> UInt32 { starts[number] }

  private static func search(_ scalar: UInt32, _ starts: [UInt32]) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= scalar { low = middle } else { high = middle }
    }
    return low
  }
}
