internal import Fingerprints

/// A public key that signatures in envelopes are checked with.
public struct PublicKey: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// ECDSA on the curve P-256 with SHA-256.
    case p256 = "P-256"
    case ed25519 = "Ed25519"
  }

  public let kind: Kind
  /// The DER of its SubjectPublicKeyInfo (RFC 5280).
  public let subjectPublicKeyInfo: [UInt8]
  /// The SHA-256 of ``subjectPublicKeyInfo``, in hexadecimal: two files with one key have one.
  public let keyid: String

  /// Reads `-----BEGIN PUBLIC KEY-----`.
  ///
  /// - Throws: ``KeyMistake``.
  public init(pem: [UInt8]) throws(KeyMistake) {
    guard let handle = KeyHandle(publicPEM: pem) else { throw KeyMistake.unreadable }
    try self.init(handle)
  }

  init(_ handle: borrowing KeyHandle) throws(KeyMistake) {
    guard let kind = handle.kind else { throw KeyMistake.kind(handle.kindName) }
    guard let der = handle.subjectPublicKeyInfo, let keyid = Self.keyid(of: der) else { throw KeyMistake.unreadable }
    self.kind = kind
    subjectPublicKeyInfo = der
    self.keyid = keyid
  }

  /// Nil where libcrypto offers no SHA-256.
  static func keyid(of der: [UInt8]) -> String? { try? SHA256Digest.of(der).hex }

  public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard let handle = KeyHandle(subjectPublicKeyInfo: subjectPublicKeyInfo) else { return false }
    return handle.verifies(signature, of: message)
  }
}

/// Why a file holds no key that can be used: a phrase to follow the file's name.
public enum KeyMistake: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable
  /// It is protected by a passphrase.
  case encrypted
  /// A kind of key that is not used here, as libcrypto calls it.
  case kind(String)
  case isPrivate
  case refused

  public var description: String {
    switch self {
    case .unreadable: "it holds no key in PEM that can be read"
    case .encrypted: "its key is protected by a passphrase"
    case .kind(let name): "its key is \(name), and only P-256 and Ed25519 are used"
    case .isPrivate: "it holds a private key, and the public one is wanted"
    case .refused: "libcrypto does not sign with it"
    }
  }
}
