internal import Fingerprints

/// Keyed hashing over the one seam to SHA-256. Source: RFC 2104, section 2.
enum HMAC {
  /// 64 digits.
  ///
  /// - Throws: ``DigestUnavailable``.
  static func sha256(key: [UInt8], _ message: [UInt8]) throws(DigestUnavailable) -> String {
    let block = 64
    var padded = key.count > block ? try SHA256Digest.of(key).bytes : key
    padded += [UInt8](repeating: 0, count: block - padded.count)
    let inner = try SHA256Digest.of(padded.map { $0 ^ 0x36 } + message).bytes
    return try SHA256Digest.of(padded.map { $0 ^ 0x5C } + inner).hex
  }
}
