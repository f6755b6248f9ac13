internal import Fingerprints

/// Digests that locks write in base64.
enum EncodedDigest {
  /// `algorithm:hex`, or nil when `text` is no base64, with its padding, of a digest of that length.
  static func canonical(_ algorithm: String, base64 text: some Collection<UInt8>, length: Int) -> String? {
    guard let bytes = Base64.decode(text, as: .padded), bytes.count == length else { return nil }
    return algorithm + ":" + Hex.string(bytes)
  }
}
