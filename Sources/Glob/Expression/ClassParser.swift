/// Parses what stands between `[` and `]`.
///
/// Source: Go, regexp/syntax/parse.go, `parseClass`, `parseNamedClass`, `parseClassChar`.
enum ClassParser {
  /// `text[index]` is the `[`; afterwards `index` is behind the `]`.
  static func parse(_ text: [UInt32], at index: inout Int) throws(ExpressionError) -> ScalarSet {
    var position = index + 1
    var inverted = false
    if position < text.count, text[position] == 0x5E {
      inverted = true
      position += 1
    }
    var ranges: [ClosedRange<UInt32>] = []
    var first = true
    // A `]` in the first place stands for itself.
    while position >= text.count || text[position] != 0x5D || first {
      first = false
      if let named = try named(text, at: &position) {
        ranges += named.ranges
        continue
      }
      if position < text.count, text[position] == 0x5C, let set = try Escapes.set(text, at: &position) {
        ranges += set.ranges
        continue
      }
      let low = try member(text, at: &position)
      var high = low
      // `[a-]` means `a` or `-`.
      if position + 1 < text.count, text[position] == 0x2D, text[position + 1] != 0x5D {
        position += 1
        high = try member(text, at: &position)
        guard low <= high else { throw .invalidClass }
      }
      ranges.append(low...high)
    }
    index = position + 1
    let members = ScalarSet(ranges)
    return inverted ? members.inverted : members
  }

  /// `[:alpha:]` or `[:^alpha:]`.
  private static func named(_ text: [UInt32], at index: inout Int) throws(ExpressionError) -> ScalarSet? {
    guard index + 2 < text.count, text[index] == 0x5B, text[index + 1] == 0x3A else { return nil }
    var end = index + 2
    while end + 1 < text.count, !(text[end] == 0x3A && text[end + 1] == 0x5D) { end += 1 }
    guard end + 1 < text.count else { return nil }
    var name = String(String.UnicodeScalarView(text[(index + 2)..<end].compactMap(Unicode.Scalar.init)))
    let inverted = name.hasPrefix("^")
    if inverted { name.removeFirst() }
    guard let members = ScalarSet.posix[name] else { throw .invalidClass }
    index = end + 2
    return inverted ? members.inverted : members
  }

  private static func member(_ text: [UInt32], at index: inout Int) throws(ExpressionError) -> UInt32 {
    guard index < text.count else { throw .missingBracket }
    if text[index] == 0x5C { return try Escapes.scalar(text, at: &index) }
    defer { index += 1 }
    return text[index]
  }
}
