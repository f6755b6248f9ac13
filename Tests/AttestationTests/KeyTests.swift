import Attestation
import Fingerprints
import Testing

@Suite("keys of attestations")
struct KeyTests {
  /// Source: RFC 8032, section 7.1, test 1.
  @Test("Ed25519 signs as its specification says, always alike")
  func ed25519() throws {
    let key = try TestKeys.key(0)
    #expect(key.publicKey.kind == .ed25519)
    #expect(
      Hex.string(key.publicKey.subjectPublicKeyInfo.suffix(32))
        == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    let signature =
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    #expect(key.publicKey.verifies(try #require(Hex.bytes(Array(signature.utf8))), of: []))
    var (first, second) = (Envelope(payload: Array("{}".utf8)), Envelope(payload: Array("{}".utf8)))
    try key.sign(&first)
    try key.sign(&second)
    #expect(first == second && first.signatures[0].keyid == key.publicKey.keyid)
  }

  /// Source: RFC 6979, section A.2.5, "With SHA-256, message = sample", in the form of RFC 3279, section 2.2.3.
  @Test("P-256 verifies as its specification says")
  func p256() throws {
    let key = try PublicKey(pem: TestKeys.p256Public)
    #expect(key.kind == .p256)
    let signature =
      "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
      + "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
    let bytes = try #require(Hex.bytes(Array(signature.utf8)))
    #expect(key.verifies(bytes, of: Array("sample".utf8)))
    #expect(!key.verifies(bytes, of: Array("Sample".utf8)))
    #expect(!key.verifies(Array(bytes.dropLast()), of: Array("sample".utf8)))
    #expect(!key.verifies([], of: Array("sample".utf8)))
    let signing = try SigningKey(pem: TestKeys.p256)
    #expect(signing.publicKey == key && signing.publicKey.keyid.count == 64)
    var envelope = Envelope(payload: Array("{}".utf8))
    try signing.sign(&envelope)
    #expect(envelope.signers(among: [key]) == [SignerIdentity(key)])
  }

  @Test("what is no key to be used says why")
  func mistakes() {
    #expect(throws: KeyMistake.unreadable) { try SigningKey(pem: []) }
    #expect(throws: KeyMistake.unreadable) { try PublicKey(pem: Array("-----BEGIN PUBLIC KEY-----\n".utf8)) }
    // X25519, RFC 8410, section 10.3: a key that cannot sign.
    let x25519 = "302a300506032b656e032100" + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    #expect(throws: KeyMistake.kind("X25519")) { try PublicKey(pem: TestKeys.pem("PUBLIC KEY", x25519)) }
    #expect(throws: KeyMistake.encrypted) {
      try SigningKey(
        pem: Array("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n".utf8))
    }
  }

  @Test("a key of OpenSSH's is the same signer as in PEM")
  func ssh() throws {
    let pem = try TestKeys.key(0).publicKey
    let raw = Array(pem.subjectPublicKeyInfo.suffix(32))
    let blob = Self.string(Array("ssh-ed25519".utf8)) + Self.string(raw)
    let key = try #require(SSHKey(line: "ssh-ed25519 \(Base64.encode(blob)) somebody@example.org\n"))
    #expect(key.identity == SignerIdentity(pem))
    let p256 = try PublicKey(pem: TestKeys.p256Public)
    let point = Array(p256.subjectPublicKeyInfo.suffix(65))
    let name = "ecdsa-sha2-nistp256"
    let curve = Self.string(Array(name.utf8)) + Self.string(Array("nistp256".utf8)) + Self.string(point)
    #expect(SSHKey(line: "\(name) \(Base64.encode(curve))")?.identity == SignerIdentity(p256))
    for line in [
      "", "ssh-ed25519", "ssh-rsa \(Base64.encode(blob))", "ssh-ed25519 AAAA", "ssh-ed25519 !", "-----BEGIN",
    ] {
      #expect(SSHKey(line: line) == nil, "\(line)")
    }
    let rsa = try #require(SSHKey(line: "ssh-rsa \(Base64.encode(Self.string(Array("ssh-rsa".utf8))))"))
    #expect(rsa.identity.text.hasPrefix("ssh:"))
  }

  private static func string(_ bytes: [UInt8]) -> [UInt8] {
    [0, 0, 0, UInt8(bytes.count)] + bytes
  }
}
