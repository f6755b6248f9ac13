extension PEP440Number {
  /// One more.
  var successor: PEP440Number {
    var digits = Array(self.digits.utf8)
    var index = digits.count
    while index > 0 {
      index -= 1
      if digits[index] < UInt8(ascii: "9") {
        digits[index] += 1
        return PEP440Number(digits)
      }
      digits[index] = UInt8(ascii: "0")
    }
    return PEP440Number([UInt8(ascii: "1")] + digits)
  }
}
