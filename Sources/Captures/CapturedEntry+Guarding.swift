extension CapturedEntry {
  /// Smaller files can be guessed from their digests.
  private static let shortest: UInt64 = 64

  /// Whether the digest of the content would give it away: that of a file whose name says that it is secret, or of one
  /// that is so short that it could be guessed. What the commit has is no secret.
  public var isGuarded: Bool {
    guard type == .file, let sha256, files == nil else { return false }
    if let head, head.sha256 != nil, sha256 == head.sha256 || neutralDigest == head.sha256 { return false }
    return SecretPattern.isGuarded(path) || (size ?? 0) < Self.shortest
  }

  /// Takes the digests away and gives the keyed one that stands for them; nil without words.
  public mutating func guardDigest(with pair: PairWords?) -> String? {
    hmac = sha256.flatMap { pair?.code(Array($0.utf8)) }
    sha256 = nil
    lfSha256 = nil
    return hmac
  }
}
