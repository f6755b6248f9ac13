extension Limits {
  /// A limit that cannot be understood; the description says why.
  public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// Takes over `text`, such as `entries=2000000,blob=1GiB`.
  ///
  /// - Throws: ``Mistake`` with what is wrong and what there is.
  public mutating func apply(_ text: String) throws(Mistake) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let equal = part.firstIndex(of: "="), let name = LimitName(rawValue: String(part[..<equal])) else {
        let names = LimitName.allCases.map(\.rawValue).joined(separator: ", ")
        throw Mistake(description: "a limit is NAME=VALUE, and NAME one of \(names)")
      }
      let value = String(part[part.index(after: equal)...])
      guard let number = Self.number(value, isBytes: name.isBytes), number > 0 else {
        throw Mistake(
          description: name.isBytes
            ? "\(name.rawValue) must be a size of at least 1, such as 512MiB or 8GiB"
            : "\(name.rawValue) must be a whole number of at least 1")
      }
      if let greatest = name.greatest, number > greatest {
        throw Mistake(description: "\(name.rawValue) must be at most \(greatest)")
      }
      self[name] = number
    }
  }

  private static func number(_ text: String, isBytes: Bool) -> UInt64? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = UInt64(digits) else { return nil }
    let unit = text.dropFirst(digits.count).lowercased()
    let shifts: [String: UInt64] = [
      "": 0, "b": 0, "k": 10, "kib": 10, "m": 20, "mib": 20, "g": 30, "gib": 30, "t": 40, "tib": 40,
    ]
    guard let shift = isBytes ? shifts[unit] : unit.isEmpty ? 0 : nil else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : product
  }
}
