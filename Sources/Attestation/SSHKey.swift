internal import Fingerprints

/// A public key in OpenSSH's form: a name of its kind and a blob.
///
/// Source: RFC 4253, section 6.6; RFC 5656, section 3.1; RFC 8709, section 4.
public struct SSHKey: Hashable, Sendable {
  /// As in `ssh-ed25519`.
  public let kind: String
  /// The key as it travels.
  public let blob: [UInt8]

  /// Reads the line of a `.pub` file: kind, base64, perhaps a comment.
  ///
  /// Nil for anything else.
  public init?(line: String) {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" })
    guard words.count >= 2, let blob = Base64.decode(String(words[1])), let key = SSHKey(blob: blob),
      words[0].utf8.elementsEqual(key.kind.utf8)
    else { return nil }
    self = key
  }

  /// Nil when `blob` does not begin with the name of a kind.
  init?(blob: [UInt8]) {
    var reader = SSHReader(blob)
    guard let kind = reader.string(), !kind.isEmpty, kind.count <= 64,
      kind.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    self.kind = String(decoding: kind, as: UTF8.self)
    self.blob = blob
  }

  /// As a `.pub` file has it, without a comment.
  public var line: String { kind + " " + Base64.encode(blob) }

  /// The same as of the same key in PEM, where there is such a form.
  public var identity: SignerIdentity {
    if let der = subjectPublicKeyInfo, let keyid = PublicKey.keyid(of: der) { return SignerIdentity(text: keyid) }
    return SignerIdentity(text: "ssh:" + ((try? SHA256Digest.of(blob).hex) ?? Hex.string(blob)))
  }

  /// Before the 32 bytes of an Ed25519 key. Source: RFC 8410, section 10.1.
  private static let ed25519Prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
  /// Before the 65 bytes of an uncompressed point on P-256. Source: RFC 5480, section 2.
  private static let p256Prefix: [UInt8] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE,
    0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
  ]

  private var subjectPublicKeyInfo: [UInt8]? {
    var reader = SSHReader(blob)
    _ = reader.string()
    switch kind {
    case "ssh-ed25519":
      guard let key = reader.string(), key.count == 32 else { return nil }
      return Self.ed25519Prefix + key
    case "ecdsa-sha2-nistp256":
      guard reader.string() != nil, let point = reader.string(), point.count == 65 else { return nil }
      return Self.p256Prefix + point
    default: return nil
    }
  }
}

/// A signature of `ssh-keygen -Y sign`: who made it, not whether it holds.
///
/// Source: PROTOCOL.sshsig of OpenSSH.
public struct SSHSignature: Hashable, Sendable {
  /// What signatures of attestations are for: one made for another purpose does not count.
  public static let namespace = "lockstep-attestation@v1"

  public let key: SSHKey

  /// Nil when `armored` is no such signature.
  public init?(armored: [UInt8]) {
    let lines = String(decoding: armored, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard lines.first == "-----BEGIN SSH SIGNATURE-----",
      let end = lines.firstIndex(of: "-----END SSH SIGNATURE-----"),
      let bytes = Base64.decode(lines[1..<end].joined())
    else { return nil }
    let magic = Array("SSHSIG".utf8)
    guard bytes.starts(with: magic), bytes.count > magic.count + 4 else { return nil }
    // Behind the name comes the version, which ssh-keygen checks.
    var reader = SSHReader(Array(bytes.dropFirst(magic.count + 4)))
    guard let blob = reader.string(), let key = SSHKey(blob: blob) else { return nil }
    self.key = key
  }
}

/// Takes texts with their lengths before them out of bytes. Source: RFC 4251, section 5, "string".
private struct SSHReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// Nil at the end and when less is left than the length says.
  mutating func string() -> [UInt8]? {
    guard rest.count >= 4 else { return nil }
    let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard length <= rest.count - 4 else { return nil }
    let text = Array(rest.dropFirst(4).prefix(length))
    rest = rest.dropFirst(4 + length)
    return text
  }
}
