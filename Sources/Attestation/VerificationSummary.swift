/// The verdict: that somebody held a release against a policy, when, and what came out.
///
/// Source: SLSA 1.1, verification_summary.md.
public struct VerificationSummary: Hashable, Sendable {
  public static let type = "https://slsa.dev/verification_summary/v1"
  public static let slsaVersion = "1.1"

  /// Which kind of verifier it was.
  public var verifier: String
  public var versions: [String: String]
  /// RFC 3339 in UTC.
  public var timeVerified: String
  public var resource: String
  public var policy: ResourceDescriptor
  public var inputs: [ResourceDescriptor]
  public var result: AttestedResult
  public var levels: [String]

  public init(
    verifier: String, versions: [String: String], timeVerified: String, resource: String, policy: ResourceDescriptor,
    inputs: [ResourceDescriptor], result: AttestedResult, levels: [String]
  ) {
    self.verifier = verifier
    self.versions = versions
    self.timeVerified = timeVerified
    self.resource = resource
    self.policy = policy
    self.inputs = inputs
    self.result = result
    self.levels = levels
  }

  /// - Throws: ``Refusal`` when something is missing that the specification requires.
  init(_ json: JSONValue) throws(Refusal) {
    guard let verifier = json["verifier"]?["id"]?.string, let time = json["timeVerified"]?.string,
      let resource = json["resourceUri"]?.string, let policy = ResourceDescriptor(json["policy"]),
      let result = json["verificationResult"]?.string, let levels = json["verifiedLevels"]?.strings
    else {
      throw Refusal(
        .predicate,
        expected: "verifier.id, timeVerified, resourceUri, policy, verificationResult and verifiedLevels",
        found: "a verification summary without one of them")
    }
    self.init(
      verifier: verifier, versions: json["verifier"]?["version"]?.texts ?? [:], timeVerified: time, resource: resource,
      policy: policy, inputs: (json["inputAttestations"]?.array ?? []).compactMap(ResourceDescriptor.init),
      result: AttestedResult(text: result), levels: levels)
  }

  var json: JSONValue {
    .object([
      ("verifier", .object([("id", .string(verifier)), ("version", versions.isEmpty ? nil : .texts(versions))])),
      ("timeVerified", .string(timeVerified)), ("resourceUri", .string(resource)), ("policy", policy.json),
      ("inputAttestations", inputs.isEmpty ? nil : .array(inputs.map(\.json))),
      ("verificationResult", .string(result.text)), ("verifiedLevels", .strings(levels)),
      ("slsaVersion", .string(Self.slsaVersion)),
    ])
  }
}

/// How a verification or a test ended, as an attestation says it.
public enum AttestedResult: Hashable, Sendable {
  case passed
  case failed
  /// Another word, such as `WARNED`: no success.
  case other(String)

  init(text: String) {
    self =
      switch text {
      case "PASSED": .passed
      case "FAILED": .failed
      default: .other(text)
      }
  }

  public var text: String {
    switch self {
    case .passed: "PASSED"
    case .failed: "FAILED"
    case .other(let text): text
    }
  }
}
