internal import Fingerprints

/// Digests that locks write in base64.
enum EncodedDigest {
  /// `algorithm:hex`, or nil when `text` is no base64 of a digest of that length.
  static func canonical(_ algorithm: String, base64 text: some Collection<UInt8>, length: Int) -> String? {
    guard let bytes = bytes(base64: text), bytes.count == length else { return nil }
    return algorithm + ":" + Hex.string(bytes)
  }

  /// RFC 4648, section 4, with its padding and without blanks.
  private static func bytes(base64 text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count.isMultiple(of: 4) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var group: UInt32 = 0
    var bits = 0
    var padding = 0
    for byte in text {
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: byte) else { return nil }
      group = group << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
      }
    }
    // What is left over of the last group are zeros.
    guard padding <= 2, group & ((1 << UInt32(bits)) - 1) == 0 else { return nil }
    return result
  }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
