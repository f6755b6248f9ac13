/// Who signed, so that one key counts once whatever form its signature has.
///
/// A P-256 or Ed25519 key has the same identity as PEM and as an OpenSSH key. An OpenPGP key is told by the fingerprint
/// of its primary key alone.
public struct SignerIdentity: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The keyid, `ssh:` and the SHA-256 of the key for kinds of OpenSSH's own, or `gpg:` and the fingerprint.
  public let text: String

  public init(_ key: PublicKey) { text = key.keyid }

  /// - Parameter fingerprint: of the primary key, in hexadecimal.
  public init(openPGP fingerprint: String) { text = "gpg:" + fingerprint.uppercased() }

  init(text: String) { self.text = text }

  public static func < (left: SignerIdentity, right: SignerIdentity) -> Bool { left.text < right.text }

  public var description: String { text }
}
