/// A private key in PEM, P-256 or Ed25519.
public struct SigningKey: Sendable {
  public let publicKey: PublicKey
  private let pem: [UInt8]

  /// Reads `-----BEGIN PRIVATE KEY-----`, or the older `-----BEGIN EC PRIVATE KEY-----`; nothing is asked for.
  ///
  /// - Throws: ``KeyMistake``.
  public init(pem: [UInt8]) throws(KeyMistake) {
    guard let handle = KeyHandle(privatePEM: pem) else {
      let text = String(decoding: pem, as: UTF8.self)
      throw text.contains("ENCRYPTED") ? KeyMistake.encrypted : KeyMistake.unreadable
    }
    publicKey = try PublicKey(handle)
    self.pem = pem
  }

  /// Adds its signature to `envelope`.
  ///
  /// Ed25519 gives equal bytes for equal envelopes. ECDSA takes a random number: libcrypto offers the deterministic
  /// kind (RFC 6979) from 3.2 on, and the one of Debian 12 is older.
  /// - Throws: ``KeyMistake``.
  public func sign(_ envelope: inout Envelope) throws(KeyMistake) {
    guard let signature = KeyHandle(privatePEM: pem)?.sign(envelope.preAuthentication) else { throw KeyMistake.refused }
    envelope.signatures.append(Envelope.Signature(keyid: publicKey.keyid, bytes: signature))
  }
}
