/// In which order a checkout creates its files; the order of a directory listing often follows it.
public enum CreationOrder: String, Hashable, Sendable, Codable, CaseIterable {
  case sorted
  case reversed
  /// A fixed permutation that is neither.
  case shuffled

  func arrange<Element>(_ elements: [Element]) -> [Element] {
    switch self {
    case .sorted: return elements
    case .reversed: return elements.reversed()
    case .shuffled:
      var result = elements
      var state: UInt64 = 0x9E37_79B9_7F4A_7C15
      for index in result.indices.reversed() where index > 0 {
        // A linear congruential generator (Knuth, MMIX): the same permutation everywhere.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        result.swapAt(index, Int((state >> 33) % UInt64(index + 1)))
      }
      return result
    }
  }
}
