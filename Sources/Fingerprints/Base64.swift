/// Base64 in the alphabets of RFC 4648, sections 4 and 5.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// In the standard alphabet with padding: some verifiers read nothing else.
  public static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
      for place in 0..<4 {
        text.append(place <= count ? alphabet[Int(group >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Which spellings are read.
  public enum Form: Sendable {
    /// Either alphabet, with padding or, as is usual for URLs, without.
    case any
    /// The standard alphabet, with padding or without.
    case standard
    /// The standard alphabet with its padding.
    case padded
  }

  /// The bytes that `text` spells.
  ///
  /// Nil for a mixture of the alphabets, for blanks, and for what no encoder writes: bits behind the last byte.
  public static func decode(_ text: some Collection<UInt8>, as form: Form = .any) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    var isStandard = form != .any
    var isForURLs = false
    for digit in text {
      if digit == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: digit) else { return nil }
      switch digit {
      case UInt8(ascii: "+"), UInt8(ascii: "/"): isStandard = true
      case UInt8(ascii: "-"), UInt8(ascii: "_"): isForURLs = true
      default: break
      }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    // Six bits left over are a digit that no byte ends in.
    guard !(isStandard && isForURLs), count < 6, bits & (1 << UInt32(count) - 1) == 0 else { return nil }
    let isPadded = padding <= 2 && text.count.isMultiple(of: 4)
    return isPadded || padding == 0 && form != .padded ? bytes : nil
  }

  /// As ``decode(_:as:)`` in any form.
  public static func decode(_ text: String) -> [UInt8]? { decode(text.utf8) }

  private static func value(of digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
