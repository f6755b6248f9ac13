internal import Fingerprints

/// What statements must say to be accepted.
public struct AttestationPolicy: Hashable, Sendable {
  /// How far a clock may be behind that of whoever made the attestation.
  public static let clockTolerance: Int64 = 5 * 60

  /// What was computed here: every one must be attested with these digests.
  public var subjects: [Subject] = []
  /// Seconds since 1970.
  public var now: Int64
  /// Seconds; nil for any age.
  public var maximumAge: Int64?
  public var levels: [String] = []
  /// Digests of the rules that must have been applied; nil for any rules.
  public var policyDigests: [String: String]?
  /// The URI that must have been verified; nil for any.
  public var resource: String?
  public var verifier: String? = ReleaseVerdict.verifier

  public init(now: Int64) { self.now = now }

  /// Why `statements`, all of one file, are not accepted; empty when they are.
  ///
  /// Statements of other kinds are passed over: they neither help nor harm.
  public func refusals(of statements: [SignedStatement]) -> [Refusal] {
    var refusals: [Refusal] = []
    var hasSummary = false
    for statement in statements {
      switch statement.statement.predicate {
      case .summary(let summary):
        hasSummary = true
        refusals += self.refusals(of: summary, in: statement)
        refusals += Self.refusals(of: summary.inputs, among: statements).map { $0.at(line: statement.line) }
      case .testResult(let result): refusals += self.refusals(of: result, in: statement)
      case .other: break
      }
    }
    if !hasSummary {
      let found = Set(statements.map(\.statement.predicate.type)).sorted()
      refusals.append(
        Refusal(
          .predicate, expected: "a statement of type \(VerificationSummary.type)",
          found: found.isEmpty ? "no statement" : found.joined(separator: ", ")))
    }
    return refusals
  }

  private func refusals(of summary: VerificationSummary, in statement: SignedStatement) -> [Refusal] {
    var refusals: [Refusal] = []
    func expect(_ matter: Refusal.Matter, _ expected: String, _ found: String) {
      if !found.hasSameBytes(as: expected) { refusals.append(Refusal(matter, expected: expected, found: found)) }
    }
    expect(.result, AttestedResult.passed.text, summary.result.text)
    if let verifier { expect(.verifier, verifier, summary.verifier) }
    if let resource { expect(.resource, resource, summary.resource) }
    if let policyDigests {
      let found = summary.policy.digests.filter { policyDigests[$0.key] != nil }
      if found != policyDigests {
        refusals.append(
          Refusal(
            .policy, expected: Subject.text(policyDigests),
            found: (found.isEmpty ? "no such digest" : Subject.text(found))
              + (summary.policy.uri.map { " of \($0)" } ?? "")
          ))
      }
    }
    for level in levels where !summary.levels.contains(where: { $0.hasSameBytes(as: level) }) {
      let found = summary.levels.isEmpty ? "no levels" : summary.levels.joined(separator: ", ")
      refusals.append(Refusal(.level, expected: level, found: found))
    }
    if let refusal = age(of: summary.timeVerified) { refusals.append(refusal) }
    for subject in subjects {
      let attested = statement.statement.subjects.filter { $0.name.hasSameBytes(as: subject.name) }
      if attested.isEmpty {
        let names = statement.statement.subjects.map(\.name).joined(separator: ", ")
        refusals.append(
          Refusal(.subject, expected: "\(subject.name) \(subject.digestText)", found: "only \(names)"))
      }
      refusals += attested.compactMap { Self.difference($0, from: subject) }
    }
    return refusals.map { $0.at(line: statement.line) }
  }

  private func refusals(of result: TestResult, in statement: SignedStatement) -> [Refusal] {
    var refusals: [Refusal] = []
    if result.result != .passed || !result.failed.isEmpty {
      let failed = result.failed.isEmpty ? "" : ": " + result.failed.joined(separator: ", ")
      refusals.append(
        Refusal(.result, expected: AttestedResult.passed.text, found: result.result.text + failed))
    }
    for subject in subjects {
      for attested in statement.statement.subjects where attested.name.hasSameBytes(as: subject.name) {
        if let refusal = Self.difference(attested, from: subject) { refusals.append(refusal) }
      }
    }
    return refusals.map { $0.at(line: statement.line) }
  }

  private func age(of text: String) -> Refusal? {
    guard let time = PointOfTime.seconds(text) else {
      return Refusal(.time, expected: "a time in UTC such as 2026-01-31T12:00:00Z", found: text)
    }
    let present = CivilTime.nearest(toSecondsSince1970: now).text
    if time > now + Self.clockTolerance {
      return Refusal(.time, expected: "a time that is not in the future of \(present)", found: text)
    }
    if let maximumAge, time < now - maximumAge {
      let oldest = CivilTime.nearest(toSecondsSince1970: now - maximumAge).text
      return Refusal(.time, expected: "a time not before \(oldest)", found: text)
    }
    return nil
  }

  /// Each digest that was computed here must be attested, and a kind of git object that is not there must not be.
  private static func difference(_ attested: Subject, from expected: Subject) -> Refusal? {
    let isSame = expected.digests.allSatisfy { key, value in
      attested.digests[key].map { $0.hasSameBytes(as: value) } ?? false
    }
    let extra = attested.digests.keys.filter { $0.hasPrefix("git") && expected.digests[$0] == nil }
    guard !isSame || !extra.isEmpty else { return nil }
    return Refusal(
      .subject, expected: "\(expected.name) \(expected.digestText)", found: attested.digestText)
  }

  /// A summary that names a line of its file by digest holds for no other line.
  private static func refusals(
    of inputs: [ResourceDescriptor], among statements: [SignedStatement]
  ) -> [Refusal] {
    inputs.compactMap { input in
      guard let uri = input.uri, uri.hasPrefix("file:#"), let line = Int(uri.dropFirst(6)) else { return nil }
      let digest = statements.first { $0.line == line }?.payloadDigest
      let expected = input.digests["sha256"] ?? "a digest"
      guard digest != expected else { return nil }
      return Refusal(
        .input, expected: "line \(line) with sha256:\(expected)", found: digest.map { "sha256:" + $0 } ?? "no such line"
      )
    }
  }
}
