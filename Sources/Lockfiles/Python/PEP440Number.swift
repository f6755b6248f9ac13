/// A whole number of a Python version, of any size: dates with seconds are longer than 64 bits.
struct PEP440Number: Hashable, Sendable {
  /// Decimal, without zeros in front.
  let digits: String

  static let zero = PEP440Number(digits: "0")

  /// - Parameter text: digits only; none stand for 0.
  init(_ text: some Collection<UInt8>) {
    let plain = text.drop { $0 == UInt8(ascii: "0") }
    self.init(digits: plain.isEmpty ? "0" : plain.text)
  }

  private init(digits: String) { self.digits = digits }

  var isZero: Bool { digits.utf8.elementsEqual("0".utf8) }
}

extension PEP440Number: Comparable {
  static func < (left: PEP440Number, right: PEP440Number) -> Bool {
    let (first, second) = (left.digits.utf8, right.digits.utf8)
    return first.count == second.count ? first.lexicographicallyPrecedes(second) : first.count < second.count
  }
}
