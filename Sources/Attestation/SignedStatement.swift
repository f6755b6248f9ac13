internal import Fingerprints

/// A statement that enough of the pinned keys have signed.
public struct SignedStatement: Hashable, Sendable {
  /// In its file, counted from 1.
  public let line: Int
  public let statement: Statement
  /// In a fixed order.
  public let signers: [SignerIdentity]
  /// The SHA-256 of the bytes that were signed, in hexadecimal.
  public let payloadDigest: String

  /// Reads the payload of `envelope`, and that only when its signatures suffice.
  ///
  /// - Parameter signers: who was found to have signed.
  /// - Throws: ``Refusal``.
  public init(_ envelope: Envelope, line: Int, signers: Set<SignerIdentity>, threshold: Int) throws(Refusal) {
    guard signers.count >= max(1, threshold) else {
      let wanted = threshold <= 1 ? "a signature of a pinned key" : "signatures of \(threshold) different pinned keys"
      let found =
        signers.isEmpty
        ? "none" : "\(signers.count) (\(signers.sorted().map(\.text).joined(separator: ", ")))"
      throw Refusal(
        .signature, line: line, expected: wanted,
        found: found + " that holds; signatures in the envelope: \(envelope.signatures.count)")
    }
    do throws(Refusal) {
      statement = try Statement(payload: envelope.payload)
    } catch {
      throw error.at(line: line)
    }
    guard let digest = try? SHA256Digest.of(envelope.payload).hex else {
      throw Refusal(.statement, line: line, expected: "a SHA-256 of the payload", found: "a libcrypto without it")
    }
    self.line = line
    self.signers = signers.sorted()
    payloadDigest = digest
  }
}
