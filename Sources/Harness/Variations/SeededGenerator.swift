/// SplitMix64 (G. Steele et al., "Fast splittable pseudorandom number generators", OOPSLA 2014): the same numbers for
/// the same seed on every machine.
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A number from 0 to below `bound`, which must be positive; the standard library does not promise the same ones for
  /// ever.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  /// The numbers from 0 to below `count` in some order (Fisher and Yates).
  mutating func order(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for index in order.indices.reversed() where index > 0 { order.swapAt(index, below(index + 1)) }
    return order
  }
}
