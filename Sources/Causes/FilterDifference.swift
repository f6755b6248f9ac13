internal import Fingerprints

/// Recognises the same blob behind two forms that git's filters give it.
enum FilterDifference {
  /// How the two differ when one is the Git LFS pointer to the other or its text in another encoding; nil otherwise.
  ///
  /// Of a side whose bytes are not known the digest is enough to be pointed at.
  static func values(
    _ left: [UInt8]?, _ leftDigest: SHA256Digest?, _ right: [UInt8]?, _ rightDigest: SHA256Digest?
  ) -> String? {
    if let left, let digest = rightDigest, pointer(left) == digest { return "Git LFS pointer vs content" }
    if let right, let digest = leftDigest, pointer(right) == digest { return "content vs Git LFS pointer" }
    if let left, let digest = leftDigest, isPointer(rightDigest, to: digest, size: left.count) {
      return "content vs Git LFS pointer"
    }
    if let right, let digest = rightDigest, isPointer(leftDigest, to: digest, size: right.count) {
      return "Git LFS pointer vs content"
    }
    guard let left, let right, hasWideMark(left) != hasWideMark(right), let leftText = text(left),
      let rightText = text(right),
      leftText.encoding != rightText.encoding, leftText.bytes == rightText.bytes
    else { return nil }
    return "\(leftText.encoding) vs \(rightText.encoding)"
  }

  /// The digest that a pointer names. Source: Git LFS specification, "The Pointer".
  private static func pointer(_ bytes: [UInt8]) -> SHA256Digest? {
    guard bytes.count < 1024, bytes.starts(with: version) else { return nil }
    let prefix = Array("oid sha256:".utf8)
    let line = bytes.split(separator: 0x0A).first { $0.starts(with: prefix) }
    return line.flatMap { SHA256Digest(hex: $0.dropFirst(prefix.count).filter { $0 != 0x0D }) }
  }

  private static func isPointer(_ digest: SHA256Digest?, to content: SHA256Digest, size: Int) -> Bool {
    guard let digest else { return false }
    let text = version + Array("oid sha256:\(content.hex)\nsize \(size)\n".utf8)
    return (try? SHA256Digest.of(text)) == digest
  }

  private static let version = Array("version https://git-lfs.github.com/spec/v1\n".utf8)

  /// Whether they begin with a byte order mark of UTF-16.
  private static func hasWideMark(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  /// The text as UTF-8 and the name of its encoding; nil when it is neither UTF-8 nor UTF-16 with a mark.
  private static func text(_ bytes: [UInt8]) -> (bytes: [UInt8], encoding: String)? {
    guard bytes.count % 2 == 0, hasWideMark(bytes) else {
      let plain = TextNeutralising.byteOrderMark.neutral(bytes)
      return String(validating: plain, as: UTF8.self) == nil ? nil : (plain, "UTF-8")
    }
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count, by: 2).map { index -> UInt16 in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    guard let text = String(validating: units, as: UTF16.self) else { return nil }
    return (Array(text.utf8), isLittle ? "UTF-16LE" : "UTF-16BE")
  }
}
