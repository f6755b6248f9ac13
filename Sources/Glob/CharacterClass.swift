/// The characters between `[` and `]`.
struct CharacterClass: Sendable {
  private let ranges: [ClosedRange<UInt32>]
  private let negated: Bool

  func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != negated }

  /// Reads the class whose `[` stands at `index`, and moves `index` behind its `]`.
  ///
  /// A negated class matches `/` too, as in the reference.
  init(_ pattern: [UInt8], at index: inout Int) throws(PatternSyntaxError) {
    var position = index + 1
    var negated = false
    if position < pattern.count, pattern[position] == UInt8(ascii: "^") {
      negated = true
      position += 1
    }
    var ranges: [ClosedRange<UInt32>] = []
    while true {
      guard position < pattern.count else { throw PatternSyntaxError() }
      if pattern[position] == UInt8(ascii: "]"), !ranges.isEmpty { break }
      let low = try Self.member(pattern, &position)
      var high = low
      if position + 1 < pattern.count, pattern[position] == UInt8(ascii: "-"),
        pattern[position + 1] != UInt8(ascii: "]")
      {
        position += 1
        high = try Self.member(pattern, &position)
      }
      guard low <= high else { throw PatternSyntaxError() }
      ranges.append(low...high)
    }
    index = position + 1
    self.ranges = ranges
    self.negated = negated
  }

  private static func member(_ pattern: [UInt8], _ position: inout Int) throws(PatternSyntaxError) -> UInt32 {
    if pattern[position] == UInt8(ascii: "\\") { position += 1 }
    guard position < pattern.count else { throw PatternSyntaxError() }
    let (scalar, length) = Scalars.decode(pattern, at: position)
    position += length
    return scalar
  }
}
