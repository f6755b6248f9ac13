internal import Fingerprints

/// A payload with signatures: one line of an attestation file.
///
/// Source: DSSE 1.0, envelope.md and protocol.md (secure-systems-lab/dsse).
public struct Envelope: Hashable, Sendable {
  /// The one type of payload that Lockstep writes and reads.
  public static let inTotoType = "application/vnd.in-toto+json"

  /// More signatures than any envelope has: each costs a check with every key.
  private static let signatureLimit = 64

  public struct Signature: Hashable, Sendable {
    /// Only a hint which key to try first: nothing vouches for it.
    public var keyid: String
    public var bytes: [UInt8]

    public init(keyid: String, bytes: [UInt8]) {
      self.keyid = keyid
      self.bytes = bytes
    }
  }

  public var payloadType: String
  public var payload: [UInt8]
  public var signatures: [Signature]

  public init(payload: [UInt8], payloadType: String = Envelope.inTotoType, signatures: [Signature] = []) {
    self.payload = payload
    self.payloadType = payloadType
    self.signatures = signatures
  }

  /// What is signed: type and payload, each with its length, so that no two envelopes give the same bytes.
  ///
  /// Source: DSSE 1.0, protocol.md, "PAE".
  public var preAuthentication: [UInt8] {
    Array("DSSEv1 \(payloadType.utf8.count) \(payloadType) \(payload.count) ".utf8) + payload
  }

  /// The line, without its newline.
  public var line: [UInt8] {
    CanonicalJSON.bytes(
      .object([
        ("payload", .string(Base64.encode(payload))),
        ("payloadType", .string(payloadType)),
        (
          "signatures",
          .array(
            signatures.map { signature in
              .object([("keyid", .string(signature.keyid)), ("sig", .string(Base64.encode(signature.bytes)))])
            })
        ),
      ]))
  }

  /// Reads a line; blanks and members that are not known mean nothing.
  ///
  /// - Throws: ``Refusal``.
  public init(line: [UInt8]) throws(Refusal) {
    let document: JSONValue
    do throws(StrictJSON.Mistake) {
      document = try StrictJSON.parse(line)
    } catch {
      throw Refusal(.envelope, expected: "a DSSE envelope", found: "a line that cannot be read: \(error)")
    }
    guard let type = document["payloadType"]?.string, let payload = document["payload"]?.string,
      let signatures = document["signatures"]?.array
    else {
      throw Refusal(
        .envelope, expected: "a DSSE envelope with payload, payloadType and signatures",
        found: "\(document.kindName) without one of them")
    }
    guard type.utf8.elementsEqual(Self.inTotoType.utf8) else {
      throw Refusal(.payloadType, expected: Self.inTotoType, found: type)
    }
    guard let bytes = Base64.decode(payload) else {
      throw Refusal(.envelope, expected: "a payload in base64", found: "other text")
    }
    guard signatures.count <= Self.signatureLimit else {
      throw Refusal(
        .envelope, expected: "at most \(Self.signatureLimit) signatures", found: "\(signatures.count) signatures")
    }
    payloadType = type
    self.payload = bytes
    self.signatures = []
    for signature in signatures {
      guard let text = signature["sig"]?.string, let bytes = Base64.decode(text) else {
        throw Refusal(.envelope, expected: "signatures with a \"sig\" in base64", found: "one without")
      }
      self.signatures.append(Signature(keyid: signature["keyid"]?.string ?? "", bytes: bytes))
    }
  }
}
