/// What Lockstep observes, whatever it observes: one digest and the named parts that explain it.
///
/// Judging, recording and reporting work on fingerprints alone. The parts are kept as the text the digest
/// was made of, so that anybody can check the digest with `sha256sum` and so that a difference can be
/// explained years later from a stored fingerprint. Two fingerprints are equal when subject, scheme and
/// digest are.
public struct Fingerprint: Hashable, Sendable, Codable {
  /// What was fingerprinted: `context`, `lock requirements.txt`, …; unique within one observation.
  public let subject: String
  /// The versioned algorithm: `lockstep-v1`, `lock-semantic-v1`, `bytes`, …
  public let scheme: String
  /// `sha256:` and 64 digits.
  public let digest: String
  /// The text whose SHA-256 is the digest, one part a line; empty when the parts are not known.
  public let text: String

  public init(subject: String, scheme: String, digest: String, text: String) {
    self.subject = subject
    self.scheme = scheme
    self.digest = digest
    self.text = text
  }

  /// A fingerprint of `text` itself.
  public init(subject: String, scheme: String, text: String) throws(DigestUnavailable) {
    self.init(
      subject: subject, scheme: scheme, digest: try SHA256Digest.of(Array(text.utf8)).text, text: text)
  }

  /// The fingerprint of a context.
  public init(subject: String, manifest: Manifest) throws(DigestUnavailable) {
    // Manifest text is UTF-8 by construction: what is not, is escaped.
    self.init(
      subject: subject, scheme: Manifest.scheme, digest: try manifest.digest().text,
      text: String(decoding: manifest.text, as: UTF8.self))
  }

  /// The parts in the order of the text.
  public var parts: [FingerprintPart] { FingerprintPart.parse(Array(text.utf8)) }

  public static func == (left: Fingerprint, right: Fingerprint) -> Bool {
    left.subject == right.subject && left.scheme == right.scheme && left.digest == right.digest
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(subject)
    hasher.combine(scheme)
    hasher.combine(digest)
  }
}
