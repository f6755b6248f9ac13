/// Hashes as npm and its relatives write them: `sha512-…` in base64, several with blanks between them (W3C's
/// Subresource Integrity).
enum SubresourceIntegrity {
  /// `algorithm:hex` each, in their order; what is no hash of a known algorithm is left out, as npm does.
  static func hashes(_ text: String) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      bytes.split(whereSeparator: \.isBlank).compactMap { hash(UnsafeBufferPointer(rebasing: $0)) }
    }
  }

  /// The hash of a file that is named by an address with a fragment, as yarn 1 does: 40 digits of SHA-1.
  static func fragmentHash(_ address: String) -> String? {
    guard let hash = address.utf8.lastIndex(of: UInt8(ascii: "#")) else { return nil }
    let digits = address.utf8[address.utf8.index(after: hash)...]
    return digits.count == 40 && digits.allSatisfy(\.isHexDigit) ? "sha1:" + digits.text.lowercased() : nil
  }

  private static let lengths = [("sha512", 64), ("sha1", 20), ("sha256", 32), ("sha384", 48), ("md5", 16)]

  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> String? {
    guard let hyphen = word.firstIndex(of: UInt8(ascii: "-")) else { return nil }
    let name = word[..<hyphen]
    guard let (algorithm, length) = lengths.first(where: { name.elementsEqual($0.0.utf8) }) else { return nil }
    // Options may follow a question mark.
    let digest = word[(hyphen + 1)...].prefix { $0 != UInt8(ascii: "?") }
    let count = algorithm.utf8.count + 1 + 2 * length
    var isWhole = false
    let text = String(unsafeUninitializedCapacity: count) { buffer in
      var end = buffer.initialize(fromContentsOf: algorithm.utf8)
      buffer.initializeElement(at: end, to: UInt8(ascii: ":"))
      end += 1
      isWhole = appendHex(ofBase64: digest, upTo: count, to: buffer, from: &end)
      return end
    }
    return isWhole && text.utf8.count == count ? text : nil
  }

  /// False when `digits` is not base64 or longer than there is room for.
  private static func appendHex(
    ofBase64 digits: Slice<UnsafeBufferPointer<UInt8>>, upTo limit: Int, to buffer: UnsafeMutableBufferPointer<UInt8>,
    from end: inout Int
  ) -> Bool {
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for digit in digits {
      if digit == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: digit) else { return false }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      guard end + 2 <= limit else { return false }
      let byte = UInt8(truncatingIfNeeded: bits >> UInt32(count))
      buffer.initializeElement(at: end, to: hexDigit(byte >> 4))
      buffer.initializeElement(at: end + 1, to: hexDigit(byte & 15))
      end += 2
    }
    return padding <= 2
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? value + 0x30 : value + 0x57 }

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
