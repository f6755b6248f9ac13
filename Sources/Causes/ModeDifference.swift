/// In which respects two modes differ.
enum ModeDifference {
  /// The smallest set of attributes whose neutralisation makes the two equal; empty when they are.
  ///
  /// The neutral form for a umask has no bits of group and others, that for the executable bit has no bit to execute,
  /// and that for all else has nothing but the bits to execute and those of group and others.
  static func codes(_ left: UInt16, _ right: UInt16) -> [DifferenceCode] {
    guard left != right else { return [] }
    let masks: [(code: DifferenceCode, bits: UInt16)] = [
      (.umask, 0o077), (.executableBit, 0o111), (.specialMode, 0o7600),
    ]
    let sets: [[Int]] = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]
    let found = sets.first { set in (left ^ right) & ~set.reduce(0) { $0 | masks[$1].bits } == 0 }
    // The last set has all bits.
    return (found ?? [0, 1, 2]).map { masks[$0].code }
  }

  /// Four octal digits.
  static func text(_ mode: UInt16) -> String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
