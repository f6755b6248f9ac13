/// Floating-point numbers as Go's `fmt.Sprint` prints them.
enum GoFloat {
  /// The shortest digits that are read back as `value`, which must be finite; with an exponent when
  /// it is below -4 or above 5.
  static func text(_ value: Double) -> String {
    // Swift finds the same shortest digits, but sets them out in another way.
    var written = Array("\(value.magnitude)".utf8)
    var exponent = 0
    if let mark = written.firstIndex(of: UInt8(ascii: "e")) {
      exponent = Int(String(decoding: written[(mark + 1)...], as: UTF8.self)) ?? 0
      written.removeSubrange(mark...)
    }
    let point = written.firstIndex(of: UInt8(ascii: ".")) ?? written.count
    var digits = written.filter { $0 != UInt8(ascii: ".") }
    /// The place of the decimal point among the digits.
    var position = point + exponent
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(zeros)
    position -= zeros
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    let sign = value.sign == .minus ? "-" : ""
    guard !digits.isEmpty else { return sign + "0" }
    return sign + layOut(String(decoding: digits, as: UTF8.self), pointAt: position)
  }

  private static func layOut(_ digits: String, pointAt position: Int) -> String {
    let power = position - 1
    if power < -4 || power >= 6 {
      let fraction = digits.dropFirst()
      let size = abs(power) < 10 ? "0\(abs(power))" : "\(abs(power))"
      return digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e" + (power < 0 ? "-" : "+") + size
    }
    if position <= 0 { return "0." + String(repeating: "0", count: -position) + digits }
    if position >= digits.count { return digits + String(repeating: "0", count: position - digits.count) }
    return digits.prefix(position) + "." + digits.dropFirst(position)
  }
}
