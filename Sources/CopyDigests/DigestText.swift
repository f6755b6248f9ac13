internal import Fingerprints

/// Digests inside of what is hashed are text: `sha256:` and 64 lower-case hexadecimal digits.
enum DigestText {
  static func append(_ digest: SHA256Digest, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "sha256:".utf8)
    Hex.append(digest.bytes, to: &bytes)
  }
}
