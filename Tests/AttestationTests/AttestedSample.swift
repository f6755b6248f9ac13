import Attestation

/// A verdict, and the file that attests it.
struct AttestedSample {
  var verdict = ReleaseVerdict(
    tag: "refs/tags/v1", tagObject: String(repeating: "c", count: 40), commit: String(repeating: "a", count: 40),
    tree: String(repeating: "b", count: 40),
    subjects: [Subject(ReleaseVerdict.context, digests: ["sha256": String(repeating: "1", count: 64)])],
    checks: [.init("tag-found", .ok), .init("tag-signature", .notChecked, detail: "no keys")],
    levels: ["LOCKSTEP_A", "LOCKSTEP_B"], time: 1_700_000_000, resource: "git+https://example.org/w@refs/tags/v1",
    policy: ResourceDescriptor(uri: "scenarios/release.yml", digests: ["sha256": String(repeating: "d", count: 64)]),
    versions: ["lockstep": "0"], conditions: .object([("runs", .integer(5))]))

  /// Signed with the keys of these numbers.
  func file(_ keys: [Int] = [0]) throws -> AttestationFile {
    var file = AttestationFile(try verdict.statements().map { Envelope(payload: $0.bytes) })
    for key in keys { for line in file.envelopes.indices { try TestKeys.key(key).sign(&file.envelopes[line]) } }
    return file
  }

  /// As a verifier would have it that computed what the verdict says, a day later.
  var policy: AttestationPolicy {
    var policy = AttestationPolicy(now: 1_700_086_400)
    policy.subjects = [verdict.tagSubject] + verdict.subjects
    policy.maximumAge = 30 * 86_400
    policy.levels = ["LOCKSTEP_A"]
    policy.policyDigests = verdict.policy.digests
    policy.resource = verdict.resource
    return policy
  }

  /// What is refused of a file by whoever pins the keys of these numbers.
  static func refusals(
    _ bytes: [UInt8], keys: [Int] = [0], threshold: Int = 1, _ policy: AttestationPolicy
  ) throws -> [Refusal] {
    let pinned = try keys.map { try TestKeys.key($0).publicKey }
    do {
      let statements = try AttestationFile(bytes: bytes).envelopes.enumerated().map { index, envelope in
        try SignedStatement(
          envelope, line: index + 1, signers: envelope.signers(among: pinned), threshold: threshold)
      }
      return policy.refusals(of: statements)
    } catch let refusal as Refusal {
      return [refusal]
    }
  }
}
