/// The 32 bytes of a SHA-256.
public struct SHA256Digest: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// `words` are the digest's bytes as they lie in memory.
  init(bigEndian words: (UInt64, UInt64, UInt64, UInt64)) {
    self.words = (
      UInt64(bigEndian: words.0), UInt64(bigEndian: words.1), UInt64(bigEndian: words.2), UInt64(bigEndian: words.3)
    )
  }

  /// `bytes` are the 32 bytes of the digest; what is missing counts as zero.
  public init(_ bytes: [UInt8]) {
    func word(_ start: Int) -> UInt64 {
      var value: UInt64 = 0
      for offset in 0..<8 {
        let byte = start + offset < bytes.count ? bytes[start + offset] : 0
        value = value << 8 | UInt64(byte)
      }
      return value
    }
    words = (word(0), word(8), word(16), word(24))
  }

  /// The digest that `hex` spells in 64 hexadecimal digits, or nil.
  public init?(hex: some Collection<UInt8>) {
    guard hex.count == 64, let bytes = Hex.bytes(hex) else { return nil }
    self.init(bytes)
  }

  public var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(32)
    for word in [words.0, words.1, words.2, words.3] {
      for shift in stride(from: 56, through: 0, by: -8) {
        result.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    return result
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String { Hex.string(bytes) }

  /// Appends ``hex`` to `text`.
  public func appendHex(to text: inout [UInt8]) {
    for word in [words.0, words.1, words.2, words.3] {
      for shift in stride(from: 56, through: 0, by: -8) {
        Hex.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)), to: &text)
      }
    }
  }

  /// The form used wherever a digest is printed: `sha256:` and 64 digits.
  public var text: String { "sha256:" + hex }

  public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }

  /// The SHA-256 of `bytes`.
  public static func of(_ bytes: [UInt8]) throws(DigestUnavailable) -> SHA256Digest {
    let hasher = try MessageDigest(.sha256)
    hasher.update(bytes)
    return hasher.finishSHA256()
  }
}
