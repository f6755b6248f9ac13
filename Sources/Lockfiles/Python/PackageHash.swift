/// Hashes of artifacts as locks write them.
enum PackageHash {
  /// `algorithm:hex` in lower case, or nil when `text` is no such pair.
  static func canonical(_ text: String) -> String? {
    let text = text.trimmed.lowercased()
    guard let (algorithm, digits) = text.split(atFirst: ":"), !algorithm.isEmpty, !digits.isEmpty,
      digits.utf8.allSatisfy(\.isHexDigit), lengths[algorithm].map({ $0 == digits.utf8.count }) ?? true
    else { return nil }
    return text
  }

  /// Whether no second artifact with this hash can be made, as it can for MD5 and SHA-1.
  static func isStrong(_ hash: String) -> Bool {
    hash.utf8.contains(UInt8(ascii: ":")) && !["md5:", "sha1:", "sha224:"].contains { hash.starts(with: $0) }
  }

  /// Whether `--hash` of a requirements file may name the algorithm: `STRONG_HASHES` in pip's `utils/hashes.py`.
  static func isTakenByPip(_ hash: String) -> Bool {
    ["sha256", "sha384", "sha512"].contains(hash.split(atFirst: ":")?.before)
  }

  private static let lengths = ["md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128]
}
