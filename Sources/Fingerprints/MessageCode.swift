internal import Clibcrypto

/// Keyed digests: who does not know the key cannot guess the message from them. Source: RFC 2104.
public enum MessageCode {
  /// HMAC-SHA-256.
  ///
  /// - Throws: ``DigestUnavailable`` when libcrypto offers none.
  public static func sha256(key: [UInt8], _ message: [UInt8]) throws(DigestUnavailable) -> SHA256Digest {
    var code = [UInt8](repeating: 0, count: 32)
    var length = code.count
    let isMade =
      EVP_Q_mac(
        nil, "HMAC", nil, "SHA256", nil, key, key.count, message, message.count, &code, code.count, &length) != nil
    guard isMade, length == code.count else { throw DigestUnavailable(name: "HMAC-SHA256") }
    return SHA256Digest(code)
  }
}
