import Attestation
import TestSupport
import Testing

@Suite("attestations that were tampered with")
struct TamperingTests {
  private static let text = try? AttestedSample().file([0, 1]).bytes

  @Test("what is as it was is accepted, and gives equal bytes each time")
  func untouched() throws {
    let sample = AttestedSample()
    #expect(try AttestedSample.refusals(sample.file().bytes, sample.policy) == [])
    #expect(try sample.file().bytes == sample.file().bytes)
    #expect(try AttestedSample.refusals(sample.file([0, 1]).bytes, keys: [1, 0], threshold: 2, sample.policy) == [])
  }

  /// What is done to an envelope, and the matter of the refusal; nil when it means nothing.
  struct Change: CustomTestStringConvertible {
    let testDescription: String
    let refused: Refusal.Matter?
    var keys = [0, 1]
    var threshold = 2
    let change: @Sendable (inout AttestationFile) throws -> Void
  }

  private static let envelopeChanges: [Change] = [
    Change(testDescription: "payload swapped between the lines", refused: .signature) { file in
      (file.envelopes[0].payload, file.envelopes[1].payload) = (file.envelopes[1].payload, file.envelopes[0].payload)
    },
    Change(testDescription: "payload of another release", refused: .signature) { file in
      var other = AttestedSample()
      other.verdict.commit = String(repeating: "e", count: 40)
      file.envelopes[0].payload = try other.file().envelopes[0].payload
    },
    Change(testDescription: "one bit of the evidence", refused: .signature) { $0.envelopes[1].payload[40] ^= 1 },
    Change(testDescription: "a blank behind the payload", refused: .signature) { $0.envelopes[0].payload.append(0x20) },
    Change(testDescription: "type swapped", refused: .payloadType) { $0.envelopes[0].payloadType = "application/json" },
    Change(testDescription: "keyids swapped", refused: nil) { file in
      for line in 0..<2 {
        let (first, second) = (file.envelopes[line].signatures[0].keyid, file.envelopes[line].signatures[1].keyid)
        file.envelopes[line].signatures[0].keyid = second
        file.envelopes[line].signatures[1].keyid = first
      }
    },
    Change(testDescription: "keyids that nobody has", refused: nil) { file in
      for line in 0..<2 { for index in 0..<2 { file.envelopes[line].signatures[index].keyid = "x" } }
    },
    Change(testDescription: "one key twice, under the other one's keyid", refused: .signature) { file in
      for line in 0..<2 { file.envelopes[line].signatures[1].bytes = file.envelopes[line].signatures[0].bytes }
    },
    Change(testDescription: "one key twice", refused: .signature) { file in
      for line in 0..<2 { file.envelopes[line].signatures[1] = file.envelopes[line].signatures[0] }
    },
    Change(testDescription: "one signature taken away", refused: .signature) {
      $0.envelopes[1].signatures.removeLast()
    },
    Change(testDescription: "all signatures taken away", refused: .signature, threshold: 1) {
      $0.envelopes[0].signatures = []
    },
    Change(testDescription: "a third signature of a key that is not pinned", refused: nil) { file in
      for line in 0..<2 { try TestKeys.key(2).sign(&file.envelopes[line]) }
    },
    Change(testDescription: "signatures of a key that is not pinned in the place of one", refused: .signature) { file in
      for line in 0..<2 {
        file.envelopes[line].signatures.removeLast()
        try TestKeys.key(2).sign(&file.envelopes[line])
      }
    },
    Change(testDescription: "one key pinned twice", refused: .signature, keys: [0, 0]) { _ in },
    Change(testDescription: "signatures of the other line", refused: .signature) { file in
      file.envelopes[0].signatures = file.envelopes[1].signatures
    },
    Change(testDescription: "the evidence left out", refused: .input) { $0.envelopes.removeLast() },
    Change(testDescription: "the verdict left out", refused: .predicate) { $0.envelopes.removeFirst() },
    Change(testDescription: "the lines in another order", refused: .input) { $0.envelopes.reverse() },
    Change(testDescription: "the evidence of another run", refused: .input) { file in
      var other = AttestedSample()
      other.verdict.conditions = .object([("runs", .integer(1))])
      file.envelopes[1] = try other.file([0, 1]).envelopes[1]
    },
    Change(testDescription: "a further statement of a kind that is not known", refused: nil) { file in
      var envelope = Envelope(
        payload: Statement([Subject("x", digests: ["sha256": "00"])], .other("https://x/v1")).bytes)
      for key in 0..<2 { try TestKeys.key(key).sign(&envelope) }
      file.envelopes.append(envelope)
    },
    Change(testDescription: "nothing but statements of kinds that are not known", refused: .predicate) { file in
      var envelope = Envelope(
        payload: Statement([Subject("x", digests: ["sha256": "00"])], .other("https://x/v1")).bytes)
      for key in 0..<2 { try TestKeys.key(key).sign(&envelope) }
      file.envelopes = [envelope]
    },
  ]

  @Test("envelopes", arguments: envelopeChanges)
  func envelopes(change: Change) throws {
    let sample = AttestedSample()
    var file = try sample.file([0, 1])
    try change.change(&file)
    let refusals = try AttestedSample.refusals(
      file.bytes, keys: change.keys, threshold: change.threshold, sample.policy)
    #expect(refusals.first?.matter == change.refused, "\(refusals)")
    // Nothing of what is not vouched for is interpreted.
    if change.refused == .signature { #expect(refusals.count == 1) }
  }

  private static let textChanges: [(name: String, refused: Refusal.Matter?, change: @Sendable (String) -> String)] = [
    ("blanks between the members", nil, { $0.replacing(#"":"#, with: "\" :\t") }),
    ("a member that is not known", nil, { $0.replacing(#"{"payload":"#, with: #"{"extra":{"a":[1]},"payload":"#) }),
    ("a member of a signature that is not known", nil, { $0.replacing(#"{"keyid":"#, with: #"{"cert":"x","keyid":"#) }),
    ("a member twice", .envelope, { $0.replacing(#"{"payload":"#, with: #"{"payload":"e30=","payload":"#) }),
    (
      "a member twice in another spelling", .envelope,
      { $0.replacing(#"{"payload":"#, with: #"{"\u0070ayload":"e30=","payload":"#) }
    ),
    ("the alphabet for URLs", nil, forURLs),
    ("the alphabet for URLs, without padding", nil, { forURLs($0).replacing("=", with: "") }),
    ("blanks in base64", .envelope, { $0.replacing(#""sig":""#, with: #""sig":" "#) }),
    ("a newline in base64", .envelope, { $0.replacing(#""sig":""#, with: #""sig":"\n"#) }),
    ("a line between", .envelope, { $0.replacing("\n", with: "\n\n", maxReplacements: 1) }),
    ("carriage returns", nil, { $0.replacing("\n", with: "\r\n") }),
    ("a comment", .envelope, { $0.replacing("{\"payload", with: "/**/{\"payload") }),
  ]

  @Test("the text of the file", arguments: textChanges.indices)
  func text(index: Int) throws {
    let (name, refused, change) = Self.textChanges[index]
    let text = String(decoding: try #require(Self.text), as: UTF8.self)
    let changed = change(text)
    #expect(changed != text, "\(name) changes nothing")
    let refusals = try AttestedSample.refusals(
      Array(changed.utf8), keys: [0, 1], threshold: 2, AttestedSample().policy)
    #expect(refusals.first?.matter == refused, "\(name): \(refusals)")
  }

  /// Only in strings of base64, which come behind these keys.
  private static func forURLs(_ text: String) -> String {
    text.split(separator: "\"", omittingEmptySubsequences: false).map { part in
      part.contains(".") || part.contains("vnd")
        ? String(part) : String(part).replacing("+", with: "-").replacing("/", with: "_")
    }.joined(separator: "\"")
  }

  /// Statements that are signed, and say something else than expected.
  private static let statementChanges:
    [(name: String, refused: Refusal.Matter, change: @Sendable (inout AttestedSample, inout AttestationPolicy) -> Void)] =
      [
        ("another commit", .subject, { sample, _ in sample.verdict.commit = String(repeating: "e", count: 40) }),
        ("another tree", .subject, { sample, _ in sample.verdict.tree = String(repeating: "e", count: 40) }),
        ("another tag object", .subject, { sample, _ in sample.verdict.tagObject = String(repeating: "e", count: 40) }),
        ("a lightweight tag", .subject, { sample, _ in sample.verdict.tagObject = nil }),
        (
          "a tag object where there is none", .subject, { sample, policy in policy.subjects[0].digests["gitTag"] = nil }
        ),
        ("another tag", .subject, { sample, _ in sample.verdict.tag = "refs/tags/v2" }),
        ("another context", .subject, { sample, _ in sample.verdict.subjects[0].digests["sha256"] = "00" }),
        ("upper case", .subject, { sample, _ in sample.verdict.commit = String(repeating: "A", count: 40) }),
        ("no context", .subject, { sample, _ in sample.verdict.subjects[0].name = "other" }),
        (
          "an output that nobody attested", .subject,
          { _, policy in policy.subjects.append(Subject("dist/x", digests: ["sha256": "00"])) }
        ),
        ("another algorithm", .subject, { _, policy in policy.subjects[1].digests = ["sha512": "00"] }),
        ("another scenario", .policy, { sample, _ in sample.verdict.policy.digests = ["sha256": "00"] }),
        ("no scenario", .policy, { sample, _ in sample.verdict.policy.digests = [:] }),
        (
          "another resource", .resource,
          { sample, _ in sample.verdict.resource = "git+https://example.com/w@refs/tags/v1" }
        ),
        (
          "a check that failed", .result,
          { sample, _ in sample.verdict.checks.append(.init("context-digest", .failed)) }
        ),
        ("no check at all", .result, { sample, _ in sample.verdict.checks = [.init("tag-signature", .notChecked)] }),
        ("a level that is missing", .level, { _, policy in policy.levels.append("LOCKSTEP_OUTPUT_REPRODUCED_N5") }),
        ("too old", .time, { _, policy in policy.maximumAge = 86_399 }),
        ("in the future", .time, { sample, policy in policy.now = sample.verdict.time - 301 }),
        ("another verifier", .verifier, { _, policy in policy.verifier = "https://example.org/other" }),
      ]

  @Test("what is signed, and says something else", arguments: statementChanges.indices)
  func statements(index: Int) throws {
    let (name, refused, change) = Self.statementChanges[index]
    var sample = AttestedSample()
    var policy = sample.policy
    change(&sample, &policy)
    let refusals = try AttestedSample.refusals(sample.file().bytes, policy)
    #expect(refusals.contains { $0.matter == refused }, "\(name): \(refusals)")
    for refusal in refusals {
      #expect(!refusal.expected.isEmpty && !refusal.found.isEmpty && refusal.expected != refusal.found, "\(name)")
      #expect(refusal.line != nil, "\(name)")
    }
  }

  @Test("the bounds of time")
  func time() throws {
    let sample = AttestedSample()
    var policy = sample.policy
    for (now, age, isAccepted) in [
      (sample.verdict.time - 300, nil, true), (sample.verdict.time - 301, nil, false),
      (sample.verdict.time + 60, 60, true), (sample.verdict.time + 61, 60, false), (4_000_000_000, nil, true),
    ] as [(Int64, Int64?, Bool)] {
      policy.now = now
      policy.maximumAge = age
      #expect(try AttestedSample.refusals(sample.file().bytes, policy).isEmpty == isAccepted, "\(now)")
    }
  }

  /// Payloads that a pinned key has signed.
  private static let payloads: [(text: String, refused: Refusal.Matter)] = [
    ("", .statement), ("[]", .statement), ("{}", .statement),
    (#"{"_type":"https://in-toto.io/Statement/v0.1"}"#, .statement),
    (#"{"_type":"https://in-toto.io/Statement/v1","_type":"https://in-toto.io/Statement/v1"}"#, .statement),
    (#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"x"}"#, .statement),
    (#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"x","subject":[]}"#, .subject),
    (#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"x","subject":[{"name":"a"}]}"#, .subject),
    (#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"x","subject":[{"digest":{"sha256":1}}]}"#, .subject),
    (
      #"{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/verification_summary/v1","subject":[{"digest":{"sha256":"0"}}],"predicate":{}}"#,
      .predicate
    ),
    (
      #"{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/verification_summary/V1","subject":[{"digest":{"sha256":"0"}}],"predicate":{}}"#,
      .predicate
    ),
    (
      #"{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://in-toto.io/attestation/test-result/v0.1","subject":[{"digest":{"sha256":"0"}}]}"#,
      .predicate
    ),
  ]

  @Test("payloads that are no statement, though signed", arguments: payloads)
  func payload(text: String, refused: Refusal.Matter) throws {
    var envelope = Envelope(payload: Array(text.utf8))
    try TestKeys.key(0).sign(&envelope)
    let refusals = try AttestedSample.refusals(AttestationFile([envelope]).bytes, AttestationPolicy(now: 0))
    #expect(refusals.first?.matter == refused, "\(refusals)")
  }

  @Test("whichever byte is changed, nothing else than what was signed is accepted")
  func random() throws {
    let original = try #require(Self.text)
    let payloads = try AttestationFile(bytes: original).envelopes.map(\.payload)
    var generator = SeededGenerator.fresh()
    for _ in 0..<500 {
      var bytes = original
      let place = generator.below(bytes.count)
      switch generator.below(3) {
      case 0: bytes[place] = UInt8(generator.below(256))
      case 1: bytes.remove(at: place)
      default: bytes.insert(UInt8(generator.below(256)), at: place)
      }
      guard try AttestedSample.refusals(bytes, keys: [0, 1], threshold: 2, AttestedSample().policy).isEmpty else {
        continue
      }
      #expect(try AttestationFile(bytes: bytes).envelopes.map(\.payload) == payloads, "seed \(generator.seed)")
    }
  }

  @Test("what a file says does nothing to a terminal")
  func visible() throws {
    let envelope = #"{"payload":"e30=","payloadType":"\u001b[2J\n::error::\u202e","signatures":[]}"#
    let refusals = try AttestedSample.refusals(Array(envelope.utf8), AttestationPolicy(now: 0))
    let text = try #require(refusals.first).description
    #expect(text.contains("\\u{1b}") && !text.contains("\n") && !text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("a failure is stated, with the checks that failed and without levels")
  func failure() throws {
    var sample = AttestedSample()
    sample.verdict.checks.append(.init("context-digest", .failed, detail: "differs"))
    let statements = try sample.verdict.statements()
    guard case .summary(let summary) = statements[0].predicate, case .testResult(let result) = statements[1].predicate
    else {
      Issue.record("a summary and a test result were expected")
      return
    }
    #expect(summary.result == .failed && summary.levels.isEmpty)
    #expect(result.result == .failed && result.failed == ["release/context-digest"])
    #expect(result.passed == ["release/tag-found"] && result.warned.isEmpty)
    #expect(result.configuration.map(\.name) == ["policy", "source", "conditions", "not-checked"])
    #expect(result.configuration[2].content == Array(#"{"runs":5}"#.utf8))
    #expect(result.configuration[3].content == Array(#"{"tag-signature":"no keys"}"#.utf8))
    #expect(statements[1].subjects[0].annotations["git.ref"] == "refs/tags/v1")
  }
}
