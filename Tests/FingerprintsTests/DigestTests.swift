import Fingerprints
import Testing

@Suite("digests")
struct DigestTests {
  // FIPS 180-4 example values.
  @Test(
    "SHA-256 gives the standard's values",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func sha256(text: String, hex: String) throws {
    #expect(try SHA256Digest.of(Array(text.utf8)).hex == hex)
    #expect(SHA256Digest(hex: hex.utf8)?.hex == hex)
  }

  @Test("a hasher starts afresh after each digest, and pieces give what the whole gives")
  func reuse() throws {
    let hasher = try MessageDigest(.sha256)
    hasher.update(Array("a".utf8))
    hasher.update(Array("bc".utf8))
    let first = hasher.finishSHA256()
    #expect(first == (try SHA256Digest.of(Array("abc".utf8))))
    hasher.update(Array("abc".utf8))
    #expect(hasher.finishSHA256() == first)
  }

  @Test("SHA-1 of git's empty blob")
  func sha1() throws {
    let hasher = try MessageDigest(.sha1)
    hasher.update(Array("blob 0\0".utf8))
    #expect(Hex.string(hasher.finish()) == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
  }

  @Test("MD5 of nothing and of a text (RFC 1321, A.5)")
  func md5() throws {
    let hasher = try MessageDigest(.md5)
    #expect(Hex.string(hasher.finish()) == "d41d8cd98f00b204e9800998ecf8427e")
    hasher.update(Array("abc".utf8))
    #expect(Hex.string(hasher.finish()) == "900150983cd24fb0d6963f7d28e17f72")
  }

  @Test("what is no digest is refused", arguments: ["", "ab", String(repeating: "g", count: 64)])
  func refused(hex: String) {
    #expect(SHA256Digest(hex: hex.utf8) == nil)
  }
}
