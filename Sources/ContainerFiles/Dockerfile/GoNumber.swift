/// Numbers and truth values as Go's `strconv` and `time` read them.
enum GoNumber {
  /// `strconv.ParseBool`.
  static func boolean(_ text: [UInt8]) -> Bool? {
    switch String(decoding: text, as: UTF8.self) {
    case "1", "t", "T", "TRUE", "true", "True": true
    case "0", "f", "F", "FALSE", "false", "False": false
    default: nil
    }
  }

  /// `strconv.ParseUint` with 32 bits: digits alone, no sign.
  static func unsigned(_ text: [UInt8], radix: UInt32) -> UInt32? {
    guard !text.isEmpty else { return nil }
    var value: UInt32 = 0
    for byte in text {
      guard (0x30..<(0x30 + radix)).contains(UInt32(byte)) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, carry) = product.addingReportingOverflow(UInt32(byte) - 0x30)
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return value
  }

  /// `strconv.Atoi`: digits with an optional sign.
  static func integer(_ text: [UInt8]) -> Int? {
    guard let first = text.first else { return nil }
    let digits = first == UInt8(ascii: "-") || first == UInt8(ascii: "+") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(String(decoding: text, as: UTF8.self))
  }

  /// `time.ParseDuration`, in nanoseconds and only as exact as a limit needs.
  static func duration(_ text: [UInt8]) -> Double? {
    let units: [String: Double] = [
      "ns": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "h": 3600e9,
    ]
    var rest = text[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    if Array(rest) == [0x30] { return 0 }
    guard !rest.isEmpty else { return nil }
    var total = 0.0
    while !rest.isEmpty {
      let number = rest.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
      guard number.contains(where: { $0 != UInt8(ascii: ".") }), number.count(where: { $0 == UInt8(ascii: ".") }) <= 1
      else { return nil }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { !(0x30...0x39).contains($0) && $0 != UInt8(ascii: ".") }
      rest = rest.dropFirst(unit.count)
      guard let scale = units[String(decoding: unit, as: UTF8.self)],
        let value = Double("0" + String(decoding: number, as: UTF8.self) + (number.contains(0x2E) ? "0" : ""))
      else { return nil }
      total += value * scale
    }
    // What does not fit into 63 bits is refused.
    guard total < 9.3e18 else { return nil }
    return isNegative ? -total : total
  }

  /// `units.RAMInBytes`: a decimal number and perhaps a unit.
  static func isSize(_ text: [UInt8]) -> Bool {
    let isNumeric = { (byte: UInt8) in (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x20 }
    guard let end = text.lastIndex(where: isNumeric) else { return false }
    let number = text[end] == 0x20 ? text[..<end] : text[...end]
    guard let value = Double(String(decoding: number, as: UTF8.self)), value >= 0 else { return false }
    let suffix = RuneText.lowercased(text[(end + 1)...])
    guard let unit = suffix.first else { return true }
    if unit == UInt8(ascii: "b") { return suffix.count == 1 }
    guard "kmgtp".utf8.contains(unit) else { return false }
    return [[], Array("b".utf8), Array("ib".utf8)].contains(Array(suffix.dropFirst()))
  }
}
